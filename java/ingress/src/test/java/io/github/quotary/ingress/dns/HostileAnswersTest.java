package io.github.quotary.ingress.dns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.simulator.fault.HostileSubject;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a DNS provider or a record says, its readers throw nothing. */
@Timeout(300)
class HostileAnswersTest {
  private static final String JSON =
      "{\"success\":true,\"errors\":[],\"result\":[{\"id\":\"1\",\"name\":\"example.com\"}]}";
  private static final String XML =
      "<?xml version=\"1.0\"?><ApiResponse Status=\"OK\"><Errors/>"
          + "<CommandResponse><host Name=\"@\" Type=\"A\"/></CommandResponse></ApiResponse>";

  static Stream<Arguments> readers() {
    return Stream.of(
        Arguments.of(
            "JSON", HostileSubject.never(JSON, bytes -> JsonBody.object(bytes).isPresent())),
        Arguments.of(
            "XML",
            HostileSubject.never(
                XML,
                bytes ->
                    NamecheapXml.parse(bytes)
                        .map(
                            xml -> {
                              xml.errors();
                              xml.all("host");
                              return xml.isOk();
                            })
                        .orElse(false))),
        Arguments.of(
            "a CAA record",
            HostileSubject.never(
                "letsencrypt.org;validationmethods=dns-01;accounturi=https://ca.example/acct/1",
                bytes -> CaaPin.parse(new String(bytes, UTF_8)).isPresent())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readers")
  void throwsNothing(String name, HostileSubject subject) {
    assertTrue(subject.readsItsOwn());
    subject.readAll();
  }

  @ParameterizedTest
  @EnumSource
  void recordsThrowNothing(RecordType type) {
    HostileSubject.never("a.example.com", bytes -> WireRecords.read(type, bytes).isPresent())
        .readAll();
  }

  @Test
  void jsonIsUtf8Alone() {
    HostileSubject.never(JSON, bytes -> JsonBody.object(bytes).isPresent()).refusesOtherEncodings();
  }
}
