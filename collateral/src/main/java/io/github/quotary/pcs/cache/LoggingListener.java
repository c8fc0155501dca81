package io.github.quotary.pcs.cache;

import io.github.quotary.pcs.document.FetchFailure;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.stream.Collectors;

/** Logs events. */
final class LoggingListener implements CollateralListener {
  private final Logger logger;

  LoggingListener(Logger logger) {
    this.logger = logger;
  }

  @Override
  public void onEvent(CollateralEvent event) {
    boolean success =
        event instanceof CollateralEvent.Fetched || event instanceof CollateralEvent.Refreshed;
    logger.log(success ? Level.DEBUG : Level.WARNING, () -> message(event));
  }

  private static String message(CollateralEvent event) {
    if (event instanceof CollateralEvent.Fetched fetched) {
      return "Fetched " + fetched.document();
    }
    if (event instanceof CollateralEvent.Refreshed refreshed) {
      return (refreshed.changed() ? "Replaced by " : "Confirmed ") + refreshed.document();
    }
    if (event instanceof CollateralEvent.Failed failed) {
      return "Fetch failed: "
          + failed.failures().stream()
              .map(FetchFailure::toString)
              .collect(Collectors.joining("; "));
    }
    if (event instanceof CollateralEvent.Refused refused) {
      return "Refused: " + refused.failure();
    }
    if (event instanceof CollateralEvent.ServedStale stale) {
      String date = stale.current() ? "valid until " : "EXPIRED since ";
      return "Serving a stale document, the refresh failed: "
          + stale.document()
          + ", "
          + date
          + stale.document().facts().validUntil();
    }
    CollateralEvent.StoreFailed failed = (CollateralEvent.StoreFailed) event;
    return "Store, " + failed.key() + ": " + failed.detail();
  }
}
