package io.github.quotary.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.evidence.collateral.CollateralFile;
import io.github.quotary.evidence.collateral.CollateralFormatException;
import io.github.quotary.evidence.collateral.CollateralReader;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Verified;
import io.github.quotary.verify.Verifier;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A file of collateral in any tool's form, under which a good quote is then verified: that never
 * throws, and what verifies has the good collateral's dates and levels.
 */
class CollateralFuzzTest {
  private static final Evidence EVIDENCE = Seeds.evidence();
  private static final Verifier VERIFIER =
      Verifier.builder()
          .trustAnchor(TrustAnchor.of(Seeds.utf8(EVIDENCE.rootPem())))
          .policy(QuotePolicy.builder().waiveIdentity().build())
          .build();
  private static final VerificationResult GOOD =
      VERIFIER.verify(
          EVIDENCE.quote(),
          Collateral.fromJson(Seeds.utf8(EVIDENCE.collateralJson())),
          EVIDENCE.at());

  static Stream<byte[]> seeds() {
    String json = EVIDENCE.collateralJson();
    return Stream.of(
        Seeds.utf8(json),
        Seeds.utf8("[" + json + "]"),
        Seeds.utf8("{\"collateral\":" + json + "}"),
        Seeds.vector("tdx-v5-15-up-to-date", "collateral.json"));
  }

  @MethodSource("seeds")
  @FuzzTest
  void fuzz(byte[] input) {
    assertEquals(
        CollateralReader.read(input).isPresent(), CollateralReader.read(input).isPresent());
    try {
      if (CollateralReader.parse(input) instanceof CollateralFile.Single single) {
        verify(single.collateral());
      }
    } catch (CollateralFormatException e) {
      assertTrue(e.getMessage().length() < 2000);
    }
  }

  private static void verify(Collateral collateral) {
    VerificationResult result = VERIFIER.verify(EVIDENCE.quote(), collateral, EVIDENCE.at());
    VERIFIER.report(java.nio.ByteBuffer.wrap(EVIDENCE.quote()), collateral, EVIDENCE.at());
    if (result instanceof Verified verified) {
      assertEquals(((Verified) GOOD).tcb().toString(), verified.tcb().toString());
      assertEquals(((Verified) GOOD).validity(), verified.validity());
    }
  }
}
