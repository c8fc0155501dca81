package io.github.quotary.domain.watch;

import java.time.Duration;

/**
 * When to tell.
 *
 * @param certificateExpiry how long before the served certificate ends
 * @param collateralExpiry how long before what vouches for the quotes ends
 * @param settle what was seen so recently is not told of again when it comes back, unless it stays
 *     that long; zero: every change is told of at once
 * @param silence how long nothing conclusive may be heard
 */
public record WatchRules(
    Duration certificateExpiry, Duration collateralExpiry, Duration settle, Duration silence) {
  private static final WatchRules USUAL =
      new WatchRules(
          Duration.ofDays(7), Duration.ofDays(2), Duration.ofHours(1), Duration.ofDays(1));

  /**
   * Checks the durations.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public WatchRules {
    if (certificateExpiry.isNegative()
        || collateralExpiry.isNegative()
        || settle.isNegative()
        || silence.isNegative()) {
      throw new IllegalArgumentException("A threshold cannot be negative");
    }
  }

  /** A week for certificates, two days for collateral, an hour to settle, a day of silence. */
  public static WatchRules usual() {
    return USUAL;
  }
}
