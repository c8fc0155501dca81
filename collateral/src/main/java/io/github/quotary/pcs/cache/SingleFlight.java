package io.github.quotary.pcs.cache;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;

/**
 * Lets concurrent callers share one call per key. Any thread may run the task, and running it twice
 * does nothing, so a caller that must not wait for a free thread runs it itself. Thread-safe.
 *
 * @param <K> key
 * @param <V> result of the call
 */
final class SingleFlight<K, V> {
  private final Map<K, FutureTask<V>> running = new ConcurrentHashMap<>();

  /**
   * A call in flight.
   *
   * @param task shared by all callers that joined before it completed
   * @param isNew whether this caller is the first, and must have the task run
   * @param <V> result of the call
   */
  record Flight<V>(FutureTask<V> task, boolean isNew) {}

  /** The call in flight for this key, or a new one, not started yet. */
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
