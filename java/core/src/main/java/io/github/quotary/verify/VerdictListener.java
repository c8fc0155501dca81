package io.github.quotary.verify;

/**
 * Hears of every verdict that {@link Verifier#verify} and {@link Verifier#verifyInPlace} give; a
 * batch has its sink and its summary instead, and a full report is for people. Called on the thread
 * of the call, before it returns; must be thread-safe. What it throws goes to the caller.
 */
@FunctionalInterface
public interface VerdictListener {
  /**
   * A verdict was reached.
   *
   * @param result the verdict
   * @param nanoseconds how long the call took, by the verifier's ticker
   */
  void onVerdict(VerificationResult result, long nanoseconds);
}
