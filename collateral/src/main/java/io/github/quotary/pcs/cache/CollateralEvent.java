package io.github.quotary.pcs.cache;

import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.FetchFailure;
import io.github.quotary.pcs.document.TrustedDocument;
import java.time.Instant;
import java.util.List;

/** Something that a {@link CachingCollateralSource} did or met. */
public sealed interface CollateralEvent {
  /** When, by the source's clock. */
  Instant at();

  /** Which document it is about. */
  DocumentKey key();

  /**
   * A document that was not kept before was fetched.
   *
   * @param at when
   * @param document the document
   * @param failures of the endpoints that were asked before the one that answered
   */
  record Fetched(Instant at, TrustedDocument document, List<FetchFailure> failures)
      implements CollateralEvent {
    @Override
    public DocumentKey key() {
      return document.key();
    }
  }

  /**
   * A kept document was fetched again.
   *
   * @param at when
   * @param document the document
   * @param changed whether Intel has issued another since
   * @param failures of the endpoints that were asked before the one that answered
   */
  record Refreshed(
      Instant at, TrustedDocument document, boolean changed, List<FetchFailure> failures)
      implements CollateralEvent {
    @Override
    public DocumentKey key() {
      return document.key();
    }
  }

  /**
   * No endpoint gave a good document. What is kept, stays.
   *
   * @param at when
   * @param key what was asked for
   * @param failures one for each endpoint at least
   */
  record Failed(Instant at, DocumentKey key, List<FetchFailure> failures)
      implements CollateralEvent {}

  /**
   * An endpoint answered, and the answer was refused for what it is: a wrong signature, another
   * platform's document, HTML, an older issue. Told besides {@link Failed}, or besides the success
   * of a later endpoint.
   *
   * @param at when
   * @param key what was asked for
   * @param failure which endpoint, and what was wrong
   */
  record Refused(Instant at, DocumentKey key, FetchFailure failure) implements CollateralEvent {}

  /**
   * A kept document was handed out although it should have been fetched again. Told once for each
   * attempt that failed.
   *
   * @param at when
   * @param document the document
   * @param current whether it is at least not out of date
   */
  record ServedStale(Instant at, TrustedDocument document, boolean current)
      implements CollateralEvent {
    @Override
    public DocumentKey key() {
      return document.key();
    }
  }

  /**
   * The store could not be read or written, or something in it was refused. The source goes on
   * without.
   *
   * @param at when
   * @param key which document
   * @param detail what was wrong
   */
  record StoreFailed(Instant at, DocumentKey key, String detail) implements CollateralEvent {}
}
