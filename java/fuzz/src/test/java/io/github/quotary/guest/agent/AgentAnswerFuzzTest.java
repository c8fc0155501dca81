package io.github.quotary.guest.agent;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.fuzz.Seeds;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What a guest agent answers. */
class AgentAnswerFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.of(
        Seeds.utf8(
            "{\"app_id\":\"00\",\"instance_id\":\"01\",\"app_cert\":\"\",\"tcb_info\":\"{}\",\"app_name\":\"a\"}"),
        Seeds.utf8(
            "{\"quote\":\"0400\",\"event_log\":\"[]\",\"report_data\":\"00\",\"vm_config\":\"{}\"}"));
  }

  @MethodSource("seeds")
  @FuzzTest
  void fuzz(byte[] input) {
    try {
      AgentObject object = AgentObject.read(input);
      assertNotNull(object.textOrJson("tcb_info"));
      object.optionalText("app_name");
      AgentInfo info = AgentInfo.read(input, object);
      assertFalse(info.appId().isEmpty());
      info.vmConfig();
      object.optionalHex("report_data");
      object.texts("certificate_chain");
      object.hex("quote");
    } catch (AgentFormatException e) {
      assertFalse(e.getMessage().isBlank());
    }
  }
}
