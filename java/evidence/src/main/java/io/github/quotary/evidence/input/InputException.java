package io.github.quotary.evidence.input;

/** Input that the user must mend: a missing file, a bad instant. Its message is one line. */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error with what was wrong and what to do; what follows the first line is left out. */
  public InputException(String message) {
    super(message.lines().findFirst().orElse(""));
  }
}
