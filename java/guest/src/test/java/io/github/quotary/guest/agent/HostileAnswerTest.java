package io.github.quotary.guest.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.quotary.simulator.fault.HostileSubject;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an agent answers, its readers throw nothing but what their documentation names. */
@Timeout(300)
class HostileAnswerTest {
  private static final String INFO =
      "{\"app_id\":\"0001\",\"instance_id\":\"0002\",\"app_cert\":\"\",\"app_name\":\"app\","
          + "\"tcb_info\":\"{\\\"mrtd\\\":\\\"00\\\"}\",\"vm_config\":\"{}\"}";
  private static final String QUOTE =
      "{\"quote\":\"0400\",\"event_log\":\"[]\",\"report_data\":\"00\",\"vm_config\":\"{}\"}";
  private static final String TLS_KEY =
      "{\"key\":\"-----BEGIN PRIVATE KEY-----\\nAAAA\\n-----END PRIVATE KEY-----\\n\","
          + "\"certificate_chain\":[\"-----BEGIN CERTIFICATE-----\"]}";
  private static final String KEY = "{\"key\":\"00\",\"signature_chain\":[\"00\",\"01\"]}";

  private static Arguments subject(String name, String valid, HostileSubject.Reader reader) {
    return Arguments.of(name, new HostileSubject(valid, AgentFormatException.class, reader));
  }

  static Stream<Arguments> readers() {
    return Stream.of(
        subject("Info", INFO, bytes -> AgentInfo.read(bytes, AgentObject.read(bytes)) != null),
        subject(
            "GetQuote",
            QUOTE,
            bytes -> {
              AgentObject answer = AgentObject.read(bytes);
              answer.optionalHex("report_data");
              answer.optionalText("vm_config");
              answer.textOrJson("event_log");
              return answer.hex("quote").length > 0;
            }),
        subject("GetTlsKey", TLS_KEY, bytes -> TlsKey.read(AgentObject.read(bytes)) != null),
        subject("GetKey", KEY, bytes -> DerivedKey.read(AgentObject.read(bytes)) != null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readers")
  void throwsNothingElse(String name, HostileSubject subject) {
    subject.readAll();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readers")
  void readsUtf8Alone(String name, HostileSubject subject) {
    Assertions.assertTrue(subject.readsItsOwn(), name);
    subject.refusesOtherEncodings();
  }

  @Test
  void bytesAreHexadecimal() throws AgentFormatException {
    AgentObject answer = AgentObject.read("{\"quote\":\"0x\"}".getBytes(UTF_8));
    Assertions.assertThrows(AgentFormatException.class, () -> answer.hex("quote"));
    Assertions.assertThrows(AgentFormatException.class, () -> answer.optionalHex("quote"));
  }
}
