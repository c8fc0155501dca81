package io.github.quotary.policy;

import java.time.Duration;
import java.time.Instant;

/**
 * How long after a date something is still good enough: 0 to 36500 days, in whole seconds.
 *
 * @param duration the period
 */
record GracePeriod(Duration duration) {
  private static final Duration LONGEST = Duration.ofDays(36_500);

  static final GracePeriod NONE = new GracePeriod(Duration.ZERO);

  /** Refuses a period out of bounds, so that no sum of it and a date can overflow. */
  GracePeriod {
    if (duration.isNegative()
        || duration.compareTo(LONGEST) > 0
        || !duration.equals(Duration.ofSeconds(duration.toSeconds()))) {
      throw new IllegalArgumentException(
          "A grace period of " + duration + "; 0 to 36500 days in whole seconds are possible");
    }
  }

  /**
   * A period in ISO 8601, of days, hours, minutes and seconds.
   *
   * @throws java.time.DateTimeException if it is none
   */
  static GracePeriod parse(String text) {
    return new GracePeriod(Duration.parse(text));
  }

  /** The last moment of the period. */
  Instant after(Instant start) {
    return start.plus(duration);
  }

  /** The period in ISO 8601, in days if it has no smaller parts. */
  @Override
  public String toString() {
    return duration.equals(Duration.ofDays(duration.toDays()))
        ? "P" + duration.toDays() + "D"
        : duration.toString();
  }
}
