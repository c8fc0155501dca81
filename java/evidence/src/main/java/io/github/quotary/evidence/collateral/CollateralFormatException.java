package io.github.quotary.evidence.collateral;

import io.github.quotary.evidence.part.OneLine;

/** Bytes that are not collateral of one of the forms. The message is one line. */
public final class CollateralFormatException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  CollateralFormatException(String problem) {
    super(OneLine.of(problem), null);
  }

  /** What was found, what is needed, and where. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
