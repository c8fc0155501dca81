package io.github.quotary.domain.exchange;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** The end of the time for an exchange. Immutable. */
public final class Deadline {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final long end;

  private Deadline(long end) {
    this.end = end;
  }

  /** From now on. */
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /**
   * Milliseconds left, at least 1, because sockets treat 0 as no timeout.
   *
   * @throws SocketTimeoutException if no time is left
   */
  public int remainingMillis() throws SocketTimeoutException {
    long left = end - System.nanoTime();
    if (left <= 0) {
      throw new SocketTimeoutException("the deadline passed");
    }
    return (int) Math.min(Integer.MAX_VALUE, Math.max(1, left / NANOS_PER_MILLI));
  }
}
