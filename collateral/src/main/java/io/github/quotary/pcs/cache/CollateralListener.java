package io.github.quotary.pcs.cache;

import java.util.List;

/**
 * Receives the events of a {@link CachingCollateralSource}. Called on the thread that causes the
 * event, so it must be thread-safe and fast. Exceptions are ignored.
 */
@FunctionalInterface
public interface CollateralListener {
  /** Called for each event. */
  void onEvent(CollateralEvent event);

  /** Forwards each event to all of these, in order. */
  static CollateralListener all(CollateralListener... listeners) {
    List<CollateralListener> copy = List.of(listeners);
    return event -> copy.forEach(listener -> listener.onEvent(event));
  }

  /** Ignores all events. */
  static CollateralListener silent() {
    return event -> {};
  }

  /**
   * Logs to the logger {@code io.github.quotary.pcs}: failures, refusals and stale documents at
   * level WARNING, everything else at DEBUG.
   */
  static CollateralListener logging() {
    return new LoggingListener(System.getLogger("io.github.quotary.pcs"));
  }
}
