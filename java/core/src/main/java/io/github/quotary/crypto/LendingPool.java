package io.github.quotary.crypto;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Lends working memory to threads, without a lock and bound to none, so that virtual threads do not
 * keep one each. Thread-safe.
 *
 * @param <T> what is lent; one thread at a time has it
 */
final class LendingPool<T> {
  /** Slots lie this far apart, so that two processors do not share a cache line. */
  private static final int STRIDE = 16;

  private final int slots;
  private final AtomicReferenceArray<T> idle;
  private final Supplier<T> maker;

  /**
   * A pool that keeps at most a few, about two for each processor.
   *
   * @param maker makes another when none is idle
   */
  LendingPool(Supplier<T> maker) {
    slots = Integer.highestOneBit(4 * Runtime.getRuntime().availableProcessors() - 1);
    idle = new AtomicReferenceArray<>(slots * STRIDE);
    this.maker = maker;
  }

  /** One for the current thread, which gives it back. */
  T take() {
    int home = home();
    for (int i = 0; i < slots; i++) {
      T found = idle.getAndSet(slot(home + i), null);
      if (found != null) {
        return found;
      }
    }
    return maker.get();
  }

  /** Gives one back; it is dropped if enough are kept. */
  void give(T lent) {
    int home = home();
    for (int i = 0; i < slots; i++) {
      if (idle.compareAndSet(slot(home + i), null, lent)) {
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
