package io.github.quotary.domain.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.domain.dns.DnsAnswer;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.fuzz.Seeds;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What a bundle keeps of the DNS and of failed searches. */
class WitnessFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.of(
        Seeds.forReader(0, "{\"status\":\"NXDOMAIN\",\"records\":[]}"),
        Seeds.forReader(0, "{}"),
        Seeds.forReader(1, "{\"failed\":\"x\"}"));
  }

  @MethodSource("seeds")
  @FuzzTest
  void fuzz(byte[] input) {
    byte[] bytes = Seeds.rest(input);
    if (Seeds.reader(input, 2) == 0) {
      DnsAnswer answer = DnsAnswerJson.read(bytes);
      assertEquals(answer, DnsAnswerJson.read(bytes));
      assertEquals(answer, DnsAnswerJson.read(DnsAnswerJson.write(answer)));
    } else {
      assertNotNull(CtAttemptJson.read("example.com", RawBytes.of(bytes)));
    }
  }
}
