package io.github.quotary.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.policy.PolicyField;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Undecided;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of a quote that is not verified nothing counts as checked, whatever was asked for. */
class UnverifiedVerdictTest {
  private static final Evidence EVIDENCE = Simulated.upToDate();
  private static final Verifier VERIFIER =
      Simulated.verifier(EVIDENCE)
          .policy(
              QuotePolicy.builder()
                  .accept(
                      PolicyField.MR_TD,
                      Simulated.verified(EVIDENCE).tdReport().orElseThrow().mrTd())
                  .build())
          .build();

  private static void assertNothingIsChecked(VerificationResult result) {
    assertFalse(result.isTrusted());
    assertFalse(result.isGenuine());
    assertEquals(VerificationContext.ALL, result.notChecked());
  }

  @Test
  void aRejectedQuoteHasNothingChecked() {
    byte[] quote = EVIDENCE.quote();
    quote[568] ^= 1;
    assertNothingIsChecked(
        assertInstanceOf(
            Rejected.class, VERIFIER.verify(quote, Simulated.collateral(EVIDENCE), EVIDENCE.at())));
  }

  @Test
  void anUndecidedQuoteHasNothingChecked() {
    Verifier verifier =
        VERIFIER.withCollateralSource(
            key -> new CollateralSource.Lookup.Unavailable("the service is down", true));
    assertNothingIsChecked(
        assertInstanceOf(Undecided.class, verifier.verify(EVIDENCE.quote(), EVIDENCE.at())));
  }

  /** The chain of the second is known from the first, and the service is down by then. */
  @Test
  void aKnownChainMakesNoVerdictWithoutCollateral() {
    List<VerificationResult> results = new ArrayList<>();
    CollateralSource.Lookup found = CollateralSource.of(Simulated.collateral(EVIDENCE)).find(null);
    Verifier verifier =
        VERIFIER.withCollateralSource(
            key ->
                results.size() < 2
                    ? found
                    : new CollateralSource.Lookup.Unavailable("the service is down", true));
    BatchQuote quote = BatchQuote.of(ByteBuffer.wrap(EVIDENCE.quote()), EVIDENCE.at());
    BatchVerifier.builder(verifier)
        .chunk(1)
        .build()
        .verify(List.of(quote, quote, quote), (index, each, result) -> results.add(result));
    assertTrue(results.get(0).isTrusted());
    assertTrue(results.get(1).isTrusted());
    assertNothingIsChecked(assertInstanceOf(Undecided.class, results.get(2)));
  }
}
