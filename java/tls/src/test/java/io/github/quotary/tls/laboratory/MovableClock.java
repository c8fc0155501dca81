package io.github.quotary.tls.laboratory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes when it is told to. */
public final class MovableClock extends Clock {
  private volatile Instant now;

  /** A clock that stands at this time. */
  public MovableClock(Instant now) {
    this.now = now;
  }

  /** Goes on, or back. */
  public void move(Duration step) {
    now = now.plus(step);
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
