package io.github.quotary.pcs.cache;

import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.FetchFailure;
import io.github.quotary.pcs.document.TrustedDocument;
import java.time.Clock;
import java.util.List;

/** Reports events to the listener and shields the source from its exceptions. */
final class Events {
  private final CollateralListener listener;
  private final Clock clock;

  Events(CollateralListener listener, Clock clock) {
    this.listener = listener;
    this.clock = clock;
  }

  void fetched(TrustedDocument document, List<FetchFailure> failures) {
    report(new CollateralEvent.Fetched(clock.instant(), document, failures));
    refused(document.key(), failures);
  }

  void refreshed(TrustedDocument document, boolean changed, List<FetchFailure> failures) {
    report(new CollateralEvent.Refreshed(clock.instant(), document, changed, failures));
    refused(document.key(), failures);
  }

  void failed(DocumentKey key, List<FetchFailure> failures) {
    report(new CollateralEvent.Failed(clock.instant(), key, failures));
    refused(key, failures);
  }

  private void refused(DocumentKey key, List<FetchFailure> failures) {
    for (FetchFailure failure : failures) {
      if (failure.kind().isRefused()) {
        report(new CollateralEvent.Refused(clock.instant(), key, failure));
      }
    }
  }

  void servedStale(TrustedDocument document, boolean current) {
    report(new CollateralEvent.ServedStale(clock.instant(), document, current));
  }

  void storeFailed(DocumentKey key, String detail) {
    report(new CollateralEvent.StoreFailed(clock.instant(), key, detail));
  }

  private void report(CollateralEvent event) {
    try {
      listener.onEvent(event);
    } catch (RuntimeException e) {
      // A listener's bug must not cost a verdict, and there is nowhere else to report it.
    }
  }
}
