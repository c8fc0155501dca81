package io.github.quotary.pcs.cache;

import io.github.quotary.pcs.document.TrustedDocument;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** A document in memory, with when to fetch it again. Immutable but for one remark. */
final class KeptDocument {
  private final TrustedDocument document;
  private final Instant dueAt;
  private final int failures;
  private final AtomicBoolean staleTold = new AtomicBoolean();

  /**
   * A kept document.
   *
   * @param dueAt when to fetch it again
   * @param failures attempts to do so that failed, one after the other
   */
  KeptDocument(TrustedDocument document, Instant dueAt, int failures) {
    this.document = document;
    this.dueAt = dueAt;
    this.failures = failures;
  }

  TrustedDocument document() {
    return document;
  }

  /** Bytes that it takes in memory, roughly. */
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

  /** Whether this is the first time that it is handed out after an attempt failed. */
  boolean isFirstStaleUse() {
    return failures > 0 && staleTold.compareAndSet(false, true);
  }
}
