package io.github.quotary.pcs.cache;

import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.FailureKind;
import io.github.quotary.pcs.document.FetchFailure;
import java.util.List;

/** What an attempt to have a document came to. */
sealed interface LoadResult {
  /** It is kept now; whether it is current is another question. */
  record Loaded(KeptDocument kept) implements LoadResult {}

  /** There is none. */
  record NotLoaded(List<FetchFailure> failures) implements LoadResult {
    static NotLoaded of(DocumentKey key, FailureKind kind, String detail) {
      return new NotLoaded(List.of(new FetchFailure("the source", key.toString(), kind, detail)));
    }
  }
}
