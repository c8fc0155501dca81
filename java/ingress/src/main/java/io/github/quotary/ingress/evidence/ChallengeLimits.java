package io.github.quotary.ingress.evidence;

import java.time.Duration;

/**
 * How many challenges are answered: each costs the TEE about a second, and anyone may ask.
 *
 * @param simultaneous quotes that may be under way
 * @param burst challenges that are answered at once after a pause
 * @param interval after which there is one more
 */
public record ChallengeLimits(int simultaneous, int burst, Duration interval) {
  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is not positive
   */
  public ChallengeLimits {
    if (simultaneous < 1 || burst < 1 || interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("A limit must be positive");
    }
  }

  /** One quote at a time, one each second, ten after a pause. */
  public static ChallengeLimits standard() {
    return new ChallengeLimits(1, 10, Duration.ofSeconds(1));
  }
}
