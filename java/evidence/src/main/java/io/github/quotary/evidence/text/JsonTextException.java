package io.github.quotary.evidence.text;

/** Bytes that are not one JSON value. The message is one line: where, what, and what to do. */
public final class JsonTextException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** An exception with what is wrong. */
  public JsonTextException(String problem) {
    super(problem, null);
  }

  /** What is wrong. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
