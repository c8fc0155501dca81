package io.github.quotary.verify;

/**
 * How far a quote came before its own signature was asked for. Single calls and batches take this
 * same step; a single call then asks for one signature, a batch for those of many quotes at once.
 */
sealed interface Step permits Step.Decided, SignatureAwaited {
  /**
   * Nothing is left to ask.
   *
   * @param result the verdict
   */
  record Decided(VerificationResult result) implements Step {}
}
