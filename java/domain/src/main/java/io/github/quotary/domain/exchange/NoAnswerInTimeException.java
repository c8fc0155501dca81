package io.github.quotary.domain.exchange;

import java.io.IOException;
import java.time.Duration;

/** A whole answer did not come in time. */
public final class NoAnswerInTimeException extends IOException {
  private static final long serialVersionUID = 1L;

  NoAnswerInTimeException(Duration time) {
    super("no answer within " + words(time));
  }

  private static String words(Duration time) {
    return time.toMillisPart() == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
