package io.github.quotary.json;

/**
 * JSON that is not written as plainly as a {@link JsonCursor} expects it: not an error, but left to
 * a reader that takes all JSON. It has no stack trace.
 */
public final class OtherJsonException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Made by the cursor, and by those who expected more of what it has passed. */
  public OtherJsonException() {
    super("not the JSON that was expected", null, false, false);
  }
}
