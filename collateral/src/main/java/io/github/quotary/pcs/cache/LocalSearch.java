package io.github.quotary.pcs.cache;

import io.github.quotary.pcs.document.DocumentChecks;
import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.ReceivedDocument;
import io.github.quotary.pcs.document.Refusal;
import io.github.quotary.pcs.document.RootCaCrls;
import io.github.quotary.pcs.document.TrustedDocument;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds the best genuine issue of a document in the store and the bundles. */
final class LocalSearch {
  private final List<LocalDocuments> places;
  private final DocumentChecks checks;
  private final Events events;

  LocalSearch(List<LocalDocuments> places, DocumentChecks checks, Events events) {
    this.places = List.copyOf(places);
    this.checks = checks;
    this.events = events;
  }

  Optional<TrustedDocument> find(DocumentKey key, RootCaCrls rootCaCrls, Instant now) {
    return places.stream()
        .flatMap(place -> place.find(key).stream())
        .flatMap(document -> trusted(document, rootCaCrls).stream())
        .reduce((a, b) -> isBetter(b, a, now) ? b : a);
  }

  /** A current document is better, then a later issue, then the same issue received later. */
  static boolean isBetter(TrustedDocument document, TrustedDocument other, Instant now) {
    boolean current = document.isCurrentAt(now);
    if (current != other.isCurrentAt(now)) {
      return current;
    }
    return other.olderThan(document).isPresent()
        || (document.olderThan(other).isEmpty()
            && document.received().receivedAt().isAfter(other.received().receivedAt()));
  }

  private Optional<TrustedDocument> trusted(ReceivedDocument document, RootCaCrls rootCaCrls) {
    try {
      var root = checks.anchoredRoot(document.issuerChain());
      return Optional.of(
          document.key() instanceof DocumentKey.RootCaCrl
              ? checks.rootCaCrl(document, root)
              : checks.check(document, rootCaCrls.of(root)));
    } catch (Refusal refusal) {
      if (refusal.kind().isRefused()) {
        events.storeFailed(document.key(), "refused: " + refusal.detail());
      }
      return Optional.empty();
    }
  }
}
