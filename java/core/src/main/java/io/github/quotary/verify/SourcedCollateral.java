package io.github.quotary.verify;

import io.github.quotary.collateral.Collateral;

/** What the verifier's source has for a quote. */
sealed interface SourcedCollateral {
  /**
   * Collateral within the verifier's limits.
   *
   * @param collateral as received
   */
  record Found(Collateral collateral) implements SourcedCollateral {}

  /**
   * No collateral that could be used.
   *
   * @param verdict what the lack of it means for the quote
   */
  record Missing(VerificationResult verdict) implements SourcedCollateral {}
}
