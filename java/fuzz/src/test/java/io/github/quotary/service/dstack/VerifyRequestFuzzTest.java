package io.github.quotary.service.dstack;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.fuzz.Seeds;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests of dstack-verifier's interface. */
class VerifyRequestFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.of(
        Seeds.utf8(
            "{\"quote\":\"0400\",\"event_log\":\"[]\",\"vm_config\":\"{}\",\"attestation\":null}"),
        Seeds.utf8("{\"attestation\":\"00\"}"));
  }

  @MethodSource("seeds")
  @FuzzTest
  void fuzz(byte[] input) {
    try {
      assertNotNull(VerifyRequest.read(input).toString());
    } catch (VerifyRequest.Refused e) {
      assertNotNull(e);
    }
  }
}
