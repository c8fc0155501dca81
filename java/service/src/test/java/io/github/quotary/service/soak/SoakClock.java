package io.github.quotary.service.soak;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands where it was set. Thread-safe. */
final class SoakClock extends Clock {
  private final Instant base;
  private volatile Instant now;

  SoakClock(Instant base) {
    this.base = base;
    now = base;
  }

  /** Jumps, counted from where it began. */
  void jump(Duration fromBase) {
    now = base.plus(fromBase);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
