package io.github.quotary.evidence.input;

/** Invalid input that the user must correct, such as a missing file. The message is one line. */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error with what is wrong and how to fix it; only the first line is used. */
  public InputException(String message) {
    super(message.lines().findFirst().orElse(""));
  }
}
