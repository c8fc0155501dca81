package io.github.quotary.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.fuzz.Seeds;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Policies for quotes. What was read is written as a policy that reads the same. */
class QuotePolicyFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.of(
        Seeds.utf8("{}"),
        Seeds.utf8(QuotePolicy.strict().toJson()),
        Seeds.utf8(
            "{\"description\":\"d\",\"tee\":\"tdx\",\"tcbStatus\":[\"UpToDate\",\"SWHardeningNeeded\"],"
                + "\"outOfDate\":{\"gracePeriod\":\"P90D\"},\"expired\":{\"gracePeriod\":\"P7D\"},"
                + "\"minTcbEvaluationDataNumber\":17,\"mrTd\":[\""
                + "00".repeat(48)
                + "\"],\"reportData\":{\"paddedWithZeros\":\"c0ffee\"}}"));
  }

  @MethodSource("seeds")
  @DictionaryEntries({
    "\"tdAttributes\":",
    "\"xfam\":",
    "\"minTeeTcbSvn\":",
    "\"identity\":\"waived\"",
    "\"advisoryIds\":",
    "\"isvProdId\":",
    "\"gracePeriod\":"
  })
  @FuzzTest
  void fuzz(byte[] input) {
    QuotePolicy policy;
    try {
      policy = QuotePolicy.fromJson(input);
    } catch (IllegalArgumentException e) {
      assertFalse(e.getMessage().isBlank());
      return;
    }
    QuotePolicy again = QuotePolicy.fromJson(Seeds.utf8(policy.toJson()));
    assertEquals(policy, again);
    assertEquals(policy.sha256(), again.sha256());
    assertEquals(policy, policy.toBuilder().build());
    policy.contradictions();
    policy.expectations();
  }
}
