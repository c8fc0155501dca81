package io.github.quotary.evidence.input;

/** A policy file that is no policy. Its message is one line: which file, where, what to write. */
public final class InvalidPolicyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * An error with the file, the place and what to write; what follows the first line is left out.
   */
  public InvalidPolicyException(String message) {
    super(message.lines().findFirst().orElse(""));
  }
}
