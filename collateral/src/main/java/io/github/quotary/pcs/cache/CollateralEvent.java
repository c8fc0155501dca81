package io.github.quotary.pcs.cache;

import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.FetchFailure;
import io.github.quotary.pcs.document.TrustedDocument;
import java.time.Instant;
import java.util.List;

/** An event of a {@link CachingCollateralSource}. */
public sealed interface CollateralEvent {
  /** Time of the event, by the source's clock. */
  Instant at();

  /** Which document it is about. */
  DocumentKey key();

  /**
   * A document that was not cached was fetched.
   *
   * @param at time of the event
   * @param document the document
   * @param failures of the endpoints tried before the one that answered
   */
  record Fetched(Instant at, TrustedDocument document, List<FetchFailure> failures)
      implements CollateralEvent {
    @Override
    public DocumentKey key() {
      return document.key();
    }
  }

  /**
   * A cached document was refreshed.
   *
   * @param at time of the event
   * @param document the document
   * @param changed whether its content differs from the cached one
   * @param failures of the endpoints tried before the one that answered
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
   * No endpoint returned a good document. A cached one stays in the cache.
   *
   * @param at time of the event
   * @param key the requested document
   * @param failures at least one per endpoint
   */
  record Failed(Instant at, DocumentKey key, List<FetchFailure> failures)
      implements CollateralEvent {}

  /**
   * An endpoint's response was refused for its content: a wrong signature, another platform's
   * document, HTML, an older issue. Reported in addition to {@link Failed} or to the success of a
   * later endpoint.
   *
   * @param at time of the event
   * @param key the requested document
   * @param failure the endpoint and the reason
   */
  record Refused(Instant at, DocumentKey key, FetchFailure failure) implements CollateralEvent {}

  /**
   * A stale document was served: its refresh failed. Reported once per failed refresh.
   *
   * @param at time of the event
   * @param document the document
   * @param current whether it is still current, that is, not expired
   */
  record ServedStale(Instant at, TrustedDocument document, boolean current)
      implements CollateralEvent {
    @Override
    public DocumentKey key() {
      return document.key();
    }
  }

  /**
   * The store could not be read or written, or one of its documents was refused. The source
   * continues without it.
   *
   * @param at time of the event
   * @param key the document
   * @param detail the reason
   */
  record StoreFailed(Instant at, DocumentKey key, String detail) implements CollateralEvent {}
}
