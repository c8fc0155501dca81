package io.github.quotary.pki;

/**
 * A certificate, chain or revocation list that cannot be parsed. Caught inside the engine, where it
 * becomes a rejection; it carries no stack trace.
 */
public final class PkiFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  PkiFormatException(String problem) {
    super(problem, null, false, false);
  }

  /** What was wrong, and where. */
  public String problem() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
