package io.github.quotary.evidence.log;

import io.github.quotary.evidence.part.OneLine;

/** Bytes without a log of one of the forms. The message is one line. */
public final class MalformedLogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedLogException(String problem) {
    super(OneLine.of(problem), null, false, false);
  }

  /** What was found, and what is needed. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
