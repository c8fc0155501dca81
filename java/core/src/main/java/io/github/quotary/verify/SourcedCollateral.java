package io.github.quotary.verify;

import io.github.quotary.collateral.AnchoredPckChain;
import io.github.quotary.collateral.Collateral;
import org.jspecify.annotations.Nullable;

/** What the verifier's source has for a quote. */
sealed interface SourcedCollateral {
  /**
   * Collateral within the verifier's limits.
   *
   * @param collateral as received
   * @param signed the quote's chain, by which it was asked for; null if nothing was asked
   */
  record Found(Collateral collateral, @Nullable AnchoredPckChain signed)
      implements SourcedCollateral {}

  /**
   * No collateral that could be used.
   *
   * @param verdict what the lack of it means for the quote
   */
  record Missing(VerificationResult verdict) implements SourcedCollateral {}
}
