package io.github.quotary.pcs.cache;

import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.FailureKind;
import io.github.quotary.pcs.document.FetchFailure;
import io.github.quotary.pcs.document.Refusal;
import java.util.List;

/** Result of loading a document. */
sealed interface LoadResult {
  /**
   * The loaded document.
   *
   * @throws Refusal if no place returned a good one
   */
  CachedDocument require() throws Refusal;

  /** The document is in the cache now; it may be stale. */
  record Loaded(CachedDocument document) implements LoadResult {
    @Override
    public CachedDocument require() {
      return document;
    }
  }

  /** No place returned a good document, and the cache has none. */
  record NotLoaded(List<FetchFailure> failures) implements LoadResult {
    static NotLoaded of(DocumentKey key, FailureKind kind, String detail) {
      return new NotLoaded(List.of(new FetchFailure("the source", key.toString(), kind, detail)));
    }

    @Override
    public CachedDocument require() throws Refusal {
      throw FetchFailure.refusal(failures);
    }
  }
}
