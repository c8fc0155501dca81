package io.github.quotary.service.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.evidence.text.JsonInput;
import io.github.quotary.evidence.text.JsonInputException;
import io.github.quotary.fuzz.Seeds;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.service.exchange.ProblemException;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests of the service's own interface. */
class RequestFuzzTest {
  static Stream<byte[]> seeds() {
    String hex = HexFormat.of().formatHex(Seeds.evidence().quote());
    return Stream.of(
        Seeds.forReader(
            0,
            "{\"quote\":\""
                + hex
                + "\",\"expect\":{\"reportData\":\"00\"},\"anyTd\":true,\"at\":\"2026-01-01\"}"),
        Seeds.forReader(1, "at=1&format=json&x=%20"),
        Seeds.forReader(2, "[" + Seeds.evidence().collateralJson() + "]"),
        Seeds.forReader(3, "AAEC"));
  }

  @MethodSource("seeds")
  @FuzzTest
  void fuzz(byte[] input) {
    byte[] bytes = Seeds.rest(input);
    String text = new String(bytes, UTF_8);
    try {
      switch (Seeds.reader(input, 4)) {
        case 0 -> {
          Envelope envelope = Envelope.of(bytes).orElse(null);
          if (envelope != null) {
            assertNotNull(envelope.input());
            assertNotNull(envelope.expectedOf(QuotePolicy.builder().waiveIdentity().build()));
          }
        }
        case 1 ->
            assertTrue(
                Set.of("at", "format")
                    .containsAll(Queries.read(text, Set.of("at", "format")).keySet()));
        case 2 -> Collaterals.read(JsonInput.tree(bytes));
        default -> assertNotNull(Bytes.decode("quote", text));
      }
    } catch (ProblemException e) {
      assertFalse(e.problem().toString().isBlank());
    } catch (JsonInputException e) {
      assertFalse(e.getMessage().isBlank());
    }
  }
}
