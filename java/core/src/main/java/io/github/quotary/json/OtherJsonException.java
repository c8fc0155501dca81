package io.github.quotary.json;

import java.io.IOException;

/**
 * JSON that differs from what a {@link MemberReader} was told to expect: not an error, but left to
 * a reader that takes all JSON.
 */
public final class OtherJsonException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Made by the reader, and by those who expected more of what it has read. */
  public OtherJsonException() {
    super("not the JSON that was expected");
  }
}
