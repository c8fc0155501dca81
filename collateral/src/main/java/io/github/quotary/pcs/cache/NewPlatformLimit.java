package io.github.quotary.pcs.cache;

import java.time.Duration;
import java.time.Instant;

/**
 * Rate limit for unknown platforms, per minute. The sender of a quote chooses its platform, and
 * could otherwise make a service flood its endpoint until that blocks it. Thread-safe.
 */
final class NewPlatformLimit {
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final int perMinute;
  private Instant windowEnd = Instant.MIN;
  private int admitted;

  NewPlatformLimit(int perMinute) {
    this.perMinute = perMinute;
  }

  synchronized boolean admit(Instant now) {
    if (!now.isBefore(windowEnd)) {
      windowEnd = now.plus(WINDOW);
      admitted = 0;
    }
    if (admitted >= perMinute) {
      return false;
    }
    admitted++;
    return true;
  }
}
