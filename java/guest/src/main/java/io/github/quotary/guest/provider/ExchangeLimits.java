package io.github.quotary.guest.provider;

import java.time.Duration;

/**
 * Limits of one exchange with an agent.
 *
 * @param time for all of it: connecting, asking, and the last byte of the answer
 * @param headBytes of the answer's status line and header fields
 * @param bodyBytes of the answer's body
 */
public record ExchangeLimits(Duration time, int headBytes, int bodyBytes) {
  private static final Duration LONGEST = Duration.ofDays(1);

  /**
   * Checks them.
   *
   * @throws IllegalArgumentException if one is not positive, or the time exceeds a day
   */
  public ExchangeLimits {
    if (time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "A time limit of " + time + "; more than 0 and at most 1 day is possible");
    }
    if (headBytes < 1 || bodyBytes < 1) {
      throw new IllegalArgumentException("A limit must be positive");
    }
  }

  /** 30 seconds, 16 KiB, 4 MiB. */
  public static ExchangeLimits standard() {
    return new ExchangeLimits(Duration.ofSeconds(30), 1 << 14, 1 << 22);
  }

  /** The same with another time limit. */
  public ExchangeLimits withTime(Duration value) {
    return new ExchangeLimits(value, headBytes, bodyBytes);
  }

  /** The same with another limit of the body, in bytes. */
  public ExchangeLimits withBodyBytes(int value) {
    return new ExchangeLimits(time, headBytes, value);
  }
}
