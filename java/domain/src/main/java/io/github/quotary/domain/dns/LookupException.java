package io.github.quotary.domain.dns;

import java.io.IOException;

/** A resolver got no answer, and says why in words that are fit for a report. */
public final class LookupException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * A failure.
   *
   * @param why in one line, the same for the same failure
   */
  public LookupException(String why) {
    super(why);
  }
}
