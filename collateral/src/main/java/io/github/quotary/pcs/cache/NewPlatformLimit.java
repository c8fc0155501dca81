package io.github.quotary.pcs.cache;

import java.time.Duration;
import java.time.Instant;

/**
 * How many platforms that are not known yet may be asked for within a minute. Whoever sends quotes
 * chooses their platforms, and could otherwise make a service flood its endpoint until it is shut
 * out. Thread-safe.
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
