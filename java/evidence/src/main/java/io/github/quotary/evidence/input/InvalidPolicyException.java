package io.github.quotary.evidence.input;

/** An invalid policy file. The message is one line: the file, the location, and what is allowed. */
public final class InvalidPolicyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error with the file, the place and what to write; only the first line is used. */
  public InvalidPolicyException(String message) {
    super(message.lines().findFirst().orElse(""));
  }
}
