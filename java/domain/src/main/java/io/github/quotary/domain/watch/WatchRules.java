package io.github.quotary.domain.watch;

import java.time.Duration;

/**
 * When to alert.
 *
 * @param certificateExpiry how long before the served certificate expires
 * @param collateralExpiry how long before the quotes' certificates or collateral expire
 * @param settle a value seen within this time is not reported again when it returns, unless it
 *     stays that long; zero: every change is reported at once
 * @param silence how long observations may stay inconclusive
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
