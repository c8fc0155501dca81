package io.github.quotary.crypto;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Lends working memory to threads, without a lock and bound to none, so that virtual threads do not
 * keep one each. Thread-safe.
 */
final class WorkerPool {
  /** Slots lie this far apart, so that two processors do not share a cache line. */
  private static final int STRIDE = 16;

  private final int slots;
  private final AtomicReferenceArray<P256Worker> idle;

  /**
   * A pool that keeps at most a few workers.
   *
   * @param atLeast how many may be kept; rounded up to a power of two
   */
  WorkerPool(int atLeast) {
    slots = Integer.highestOneBit(Math.max(1, 2 * atLeast - 1));
    idle = new AtomicReferenceArray<>(slots * STRIDE);
  }

  /** A worker for the current thread, which gives it back. */
  P256Worker take() {
    int home = home();
    for (int i = 0; i < slots; i++) {
      P256Worker worker = idle.getAndSet(slot(home + i), null);
      if (worker != null) {
        return worker;
      }
    }
    return new P256Worker();
  }

  /** Gives a worker back; it is dropped if enough are kept. */
  void give(P256Worker worker) {
    int home = home();
    for (int i = 0; i < slots; i++) {
      if (idle.compareAndSet(slot(home + i), null, worker)) {
        return;
      }
    }
  }

  private int slot(int number) {
    return (number & (slots - 1)) * STRIDE;
  }

  private static int home() {
    return (int) Thread.currentThread().getId();
  }
}
