package io.github.quotary.pcs.cache;

import io.github.quotary.pcs.document.TrustedDocument;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A document in memory and its next refresh. Immutable except for whether staleness was reported.
 */
final class CachedDocument {
  private final TrustedDocument document;
  private final Instant dueAt;
  private final int failures;
  private final AtomicBoolean staleReported = new AtomicBoolean();

  /**
   * A cached document.
   *
   * @param dueAt when to refresh it
   * @param failures number of consecutive failed refreshes
   */
  CachedDocument(TrustedDocument document, Instant dueAt, int failures) {
    this.document = document;
    this.dueAt = dueAt;
    this.failures = failures;
  }

  TrustedDocument document() {
    return document;
  }

  /** Approximate memory use in bytes. */
  int size() {
    return document.received().size();
  }

  Instant dueAt() {
    return dueAt;
  }

  int failures() {
    return failures;
  }

  boolean isDueAt(Instant now) {
    return !now.isBefore(dueAt);
  }

  /** Whether it may be served without waiting: it is current, or its last refresh just failed. */
  boolean isUsableAt(Instant now) {
    return document.isCurrentAt(now) || !isDueAt(now);
  }

  /** Whether this is the first use since a refresh failed. */
  boolean isFirstStaleUse() {
    return failures > 0 && staleReported.compareAndSet(false, true);
  }
}
