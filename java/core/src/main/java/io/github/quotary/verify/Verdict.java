package io.github.quotary.verify;

/** The one word for what verification says of a quote, the same in every output. */
public enum Verdict {
  /** Genuine, the policy is met, and it is the TD or enclave that was stated. */
  TRUSTED("TRUSTED"),
  /**
   * Genuine, and the policy is met but for whose TD or enclave it is: nobody has stated that, or it
   * was waived by name. It may be anybody's.
   */
  GENUINE("GENUINE"),
  /** Genuine, but a demand of the policy is not met. */
  NOT_TRUSTED("NOT TRUSTED"),
  /** One of Intel's checks failed. */
  REJECTED("REJECTED"),
  /** No collateral was available, so nothing was decided. */
  UNDECIDED("UNDECIDED");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /** The word as outputs have it, for example {@code NOT TRUSTED}. */
  @Override
  public String toString() {
    return words;
  }
}
