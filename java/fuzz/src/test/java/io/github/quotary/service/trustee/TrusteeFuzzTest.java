package io.github.quotary.service.trustee;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.fuzz.Seeds;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests of the attestation service's interface, and canonical JSON: writing it again changes
 * nothing.
 */
class TrusteeFuzzTest {
  static Stream<byte[]> seeds() {
    String quote = Base64.getEncoder().encodeToString(Seeds.evidence().quote());
    String evidence =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                Seeds.utf8("{\"quote\":\"" + quote.substring(0, 200) + "\",\"cc_eventlog\":null}"));
    return Stream.of(
        Seeds.forReader(
            0,
            "{\"verification_requests\":[{\"tee\":\"tdx\",\"evidence\":\""
                + evidence
                + "\",\"runtime_data\":{\"structured\":"
                + "{\"nonce\":\"a\"}},\"runtime_data_hash_algorithm\":\"sha384\"}],\"policy_ids\":[]}"),
        Seeds.forReader(1, Seeds.join(new byte[] {0x0a, 5, 0x0a, 3}, Seeds.utf8("tdx"))),
        Seeds.forReader(2, "{\"b\":[1,1.5e300,-0.0,\"\\u20ac\"],\"a\":{\"\\ud83d\\ude00\":null}}"),
        Seeds.forReader(3, "algorithm = \"sha256\"\nversion = \"0.1.0\"\n[data]\na = \"b\"\n"));
  }

  private static final java.util.function.Function<
          byte[], io.github.quotary.verify.VerificationResult>
      VERIFIER =
          quote ->
              io.github.quotary.verify.Verifier.builder()
                  .build()
                  .verify(
                      quote,
                      io.github.quotary.collateral.Collateral.builder().build(),
                      Seeds.evidence().at());

  @MethodSource("seeds")
  @DictionaryEntries({
    "\"verification_requests\":",
    "\"runtime_data\":",
    "\"init_data\":",
    "\"structured\":",
    "\"raw\":",
    "sha512",
    "az-tdx-vtpm"
  })
  @FuzzTest
  void fuzz(byte[] input) {
    byte[] bytes = Seeds.rest(input);
    try {
      switch (Seeds.reader(input, 4)) {
        case 0 -> evaluate(EvaluationRequest.read(bytes));
        case 1 -> evaluate(EvaluationMessages.request(bytes));
        case 2 -> {
          byte[] canonical = CanonicalJson.of(tree(bytes));
          assertArrayEquals(canonical, CanonicalJson.of(tree(canonical)));
        }
        default -> assertNotNull(InitData.toml(new String(bytes, UTF_8)));
      }
    } catch (EvaluationException e) {
      assertFalse(String.valueOf(e.getMessage()).isBlank());
    }
  }

  private static JsonNode tree(byte[] json) throws EvaluationException {
    return EvaluationRequest.tree(json, EvaluationException.malformed("not JSON"));
  }

  private static void evaluate(EvaluationRequest request) throws EvaluationException {
    for (EvaluationRequest.Item item : request.items()) {
      Appraised.of(item, VERIFIER::apply);
    }
  }
}
