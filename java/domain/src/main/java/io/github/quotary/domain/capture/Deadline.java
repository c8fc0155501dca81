package io.github.quotary.domain.capture;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** The end of the time for an attempt. */
final class Deadline {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final long end;

  private Deadline(long end) {
    this.end = end;
  }

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** Milliseconds left, at least 1, for sockets take 0 as for ever. */
  int remainingMillis() throws SocketTimeoutException {
    long left = end - System.nanoTime();
    if (left <= 0) {
      throw new SocketTimeoutException("time ran out");
    }
    return (int) Math.min(Integer.MAX_VALUE, Math.max(1, left / NANOS_PER_MILLI));
  }
}
