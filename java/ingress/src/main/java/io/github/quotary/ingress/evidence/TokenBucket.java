package io.github.quotary.ingress.evidence;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Lets so many pass at once, and one more after each interval. Thread-safe. */
final class TokenBucket {
  private final int burst;
  private final Duration interval;
  private final InstantSource clock;
  private int tokens;
  private Instant filled;

  /** A full one. */
  TokenBucket(int burst, Duration interval, InstantSource clock) {
    this.burst = burst;
    this.interval = interval;
    this.clock = clock;
    this.tokens = burst;
    this.filled = clock.instant();
  }

  /** How long until the next may pass; zero if this one did. */
  synchronized Duration take() {
    Instant now = clock.instant();
    refill(now);
    if (tokens > 0) {
      tokens--;
      return Duration.ZERO;
    }
    return Duration.between(now, filled.plus(interval));
  }

  private void refill(Instant now) {
    if (now.isBefore(filled)) {
      // The clock was set back: what it would have filled is not known.
      filled = now;
      return;
    }
    long more = Duration.between(filled, now).dividedBy(interval);
    if (more >= burst - tokens) {
      tokens = burst;
      filled = now;
    } else {
      tokens += (int) more;
      filled = filled.plus(interval.multipliedBy(more));
    }
  }
}
