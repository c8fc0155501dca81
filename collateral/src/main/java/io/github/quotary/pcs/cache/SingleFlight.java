package io.github.quotary.pcs.cache;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;

/**
 * Lets many callers share one piece of work per key. The work is done by whoever runs the task:
 * running it a second time does nothing, so a caller that must not wait for a free thread runs it
 * himself. Thread-safe.
 *
 * @param <K> key
 * @param <V> what the work makes
 */
final class SingleFlight<K, V> {
  private final Map<K, FutureTask<V>> running = new ConcurrentHashMap<>();

  /**
   * The task for a key.
   *
   * @param task shared by all who asked for it before it was done
   * @param isNew whether this caller is the first, and so has to see to it that the task is run
   * @param <V> what the work makes
   */
  record Flight<V>(FutureTask<V> task, boolean isNew) {}

  /** The task for this key: the one that is there, or this work, not started yet. */
  Flight<V> join(K key, Callable<V> work) {
    FutureTask<V> mine =
        new FutureTask<>(work) {
          @Override
          protected void done() {
            running.remove(key, this);
          }
        };
    FutureTask<V> present = running.putIfAbsent(key, mine);
    return present == null ? new Flight<>(mine, true) : new Flight<>(present, false);
  }
}
