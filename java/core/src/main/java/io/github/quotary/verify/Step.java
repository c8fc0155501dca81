package io.github.quotary.verify;

import io.github.quotary.collateral.AnchoredPckChain;
import io.github.quotary.collateral.Collateral;
import org.jspecify.annotations.Nullable;

/**
 * How far a quote came before its own signature was asked for. Single calls and batches take this
 * same step; a single call then asks for one signature, a batch for those of many quotes at once.
 */
sealed interface Step permits Step.Decided, Step.Unrecognised, SignatureAwaited {
  /**
   * Nothing is left to ask.
   *
   * @param result the verdict
   */
  record Decided(VerificationResult result) implements Step {}

  /**
   * Everything is left to ask: the quote's platform is not cached, or not with these SVNs.
   *
   * @param owned the quote
   * @param collateral what it is verified with
   * @param signed the quote's own chain, if its signatures were found good already
   */
  record Unrecognised(OwnedQuote owned, Collateral collateral, @Nullable AnchoredPckChain signed)
      implements Step {}
}
