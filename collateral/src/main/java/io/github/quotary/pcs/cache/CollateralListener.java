package io.github.quotary.pcs.cache;

import java.util.List;

/**
 * Is told what a {@link CachingCollateralSource} does. Called from whatever thread does it, so it
 * must be thread-safe and quick; what it throws is ignored.
 */
@FunctionalInterface
public interface CollateralListener {
  /** Something happened. */
  void onEvent(CollateralEvent event);

  /** Tells all of these. */
  static CollateralListener all(CollateralListener... listeners) {
    List<CollateralListener> copy = List.of(listeners);
    return event -> copy.forEach(listener -> listener.onEvent(event));
  }

  /** Hears nothing. */
  static CollateralListener silent() {
    return event -> {};
  }

  /**
   * Logs to the logger {@code io.github.quotary.pcs}: failures, refusals and stale documents as
   * warnings, the rest as debugging aid.
   */
  static CollateralListener logging() {
    return new LoggingListener(System.getLogger("io.github.quotary.pcs"));
  }
}
