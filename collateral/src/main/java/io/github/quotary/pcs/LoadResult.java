package io.github.quotary.pcs;

import java.util.List;
import java.util.stream.Collectors;

/** What an attempt to have a document came to. */
sealed interface LoadResult {
  /** It is kept now; whether it is current is another question. */
  record Loaded(KeptDocument kept) implements LoadResult {}

  /** There is none. */
  record NotLoaded(List<FetchFailure> failures) implements LoadResult {
    static NotLoaded of(DocumentKey key, FailureKind kind, String detail) {
      return new NotLoaded(List.of(new FetchFailure("the source", key.toString(), kind, detail)));
    }

    /** The same as what one endpoint's refusal would be, for whoever needs the document. */
    Refusal refusal() {
      FailureKind kind =
          failures.stream()
              .map(FetchFailure::kind)
              .filter(FailureKind::isRetryable)
              .findFirst()
              .orElse(failures.get(0).kind());
      return new Refusal(kind, cause());
    }

    private String cause() {
      return failures.stream().map(FetchFailure::toString).collect(Collectors.joining("; "));
    }
  }
}
