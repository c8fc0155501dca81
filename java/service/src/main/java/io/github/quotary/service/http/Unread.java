package io.github.quotary.service.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the bytes of answers that clients do not read. HTTP/2 lets a client ask on while it takes
 * nothing; over HTTP/1.1 a connection is not read while its answers wait. Thread-safe.
 */
final class Unread {
  private static final long MEGA = 1 << 20;

  /** A client that asks for much at once and reads it is never above this. */
  private static final long MAX_OF_CONNECTION = 4 * MEGA;

  /** What a connection may always have. */
  private static final long LEAST_OF_CONNECTION = MEGA / 4;

  private final AtomicLong total = new AtomicLong();
  private final long max;

  /**
   * Nothing yet.
   *
   * @param max bytes of all connections, from which on each may have but little
   */
  Unread(long max) {
    this.max = max;
  }

  /** An eighth of the memory that there is. */
  static Unread ofMemory() {
    return new Unread(Runtime.getRuntime().maxMemory() / 8);
  }

  /** So many more, or fewer, of any connection. */
  void add(long bytes) {
    total.addAndGet(bytes);
  }

  /** Whether a connection that has so many may not ask for more. */
  boolean isTooMuch(long ofConnection) {
    return ofConnection > MAX_OF_CONNECTION
        || (ofConnection > LEAST_OF_CONNECTION && total.get() > max);
  }
}
