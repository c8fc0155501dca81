package io.github.quotary.evidence.collateral;

/** Bytes that are not collateral of one of the forms. The message is one line. */
public final class CollateralFormatException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  CollateralFormatException(String problem) {
    super(problem, null);
  }

  /** What was found, what is needed, and where. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
