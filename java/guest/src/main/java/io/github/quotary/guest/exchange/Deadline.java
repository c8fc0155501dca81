package io.github.quotary.guest.exchange;

import io.github.quotary.guest.provider.GuestFault;
import java.io.IOException;
import java.nio.channels.Selector;
import java.time.Duration;

/** The end of an exchange, which every wait in it keeps. Not thread-safe. */
final class Deadline {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final String where;
  private final Duration limit;
  private final long end;

  private Deadline(String where, Duration limit) {
    this.where = where;
    this.limit = limit;
    this.end = System.nanoTime() + limit.toNanos();
  }

  static Deadline in(Duration limit, String where) {
    return new Deadline(where, limit);
  }

  /**
   * Waits until a key of the selector is ready, but neither beyond the deadline nor longer than
   * this.
   *
   * @param stage what is waited for
   */
  void await(Selector selector, long maxMillis, String stage) throws IOException {
    long left = remainingMillis(stage);
    selector.select(Math.min(left, maxMillis));
    selector.selectedKeys().clear();
    if (Thread.currentThread().isInterrupted()) {
      throw new ExchangeException(new GuestFault.Interrupted(where));
    }
  }

  /** Fails if the deadline has passed. */
  void check(String stage) throws ExchangeException {
    remainingMillis(stage);
  }

  /** Milliseconds left, at least 1, because selectors treat 0 as no limit. */
  private long remainingMillis(String stage) throws ExchangeException {
    long left = end - System.nanoTime();
    if (left <= 0) {
      throw new ExchangeException(new GuestFault.TimedOut(where, stage, limit));
    }
    return Math.max(1, left / NANOS_PER_MILLI);
  }
}
