package io.github.quotary.crypto;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * A pool of instances that serve as working memory, without a lock and bound to no thread, so that
 * virtual threads do not have one each. Thread-safe.
 *
 * @param <T> the instances; one thread at a time has one
 */
final class InstancePool<T> {
  /** Slots lie this far apart, so that two processors do not share a cache line. */
  private static final int STRIDE = 16;

  private final int slots;
  private final AtomicReferenceArray<T> idle;
  private final Supplier<T> maker;

  /**
   * A pool with at most a few idle instances, about two for each processor.
   *
   * @param maker makes another when none is idle
   */
  InstancePool(Supplier<T> maker) {
    slots = Integer.highestOneBit(4 * Runtime.getRuntime().availableProcessors() - 1);
    idle = new AtomicReferenceArray<>(slots * STRIDE);
    this.maker = maker;
  }

  /** An instance for the current thread alone, which {@linkplain #release releases} it. */
  T acquire() {
    int home = home();
    for (int i = 0; i < slots; i++) {
      T found = idle.getAndSet(slot(home + i), null);
      if (found != null) {
        return found;
      }
    }
    return maker.get();
  }

  /** Returns an instance; it is dropped if enough are idle. */
  void release(T instance) {
    int home = home();
    for (int i = 0; i < slots; i++) {
      if (idle.compareAndSet(slot(home + i), null, instance)) {
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
