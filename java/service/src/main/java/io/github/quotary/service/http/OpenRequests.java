package io.github.quotary.service.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts requests that are being answered. Thread-safe. */
final class OpenRequests {
  private final AtomicInteger count = new AtomicInteger();
  private final CountDownLatch none = new CountDownLatch(1);
  private volatile boolean isDraining;

  void begin() {
    count.incrementAndGet();
  }

  void end() {
    if (count.decrementAndGet() == 0 && isDraining) {
      none.countDown();
    }
  }

  int count() {
    return count.get();
  }

  /** Waits until there are none, at most this long. */
  void drain(Duration most) {
    isDraining = true;
    if (count.get() > 0) {
      try {
        none.await(most.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
