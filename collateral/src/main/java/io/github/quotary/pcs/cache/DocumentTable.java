package io.github.quotary.pcs.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.quotary.pcs.document.DocumentKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The in-memory tables: cached documents, and a negative cache of failed loads. Thread-safe. */
final class DocumentTable {
  private final Cache<DocumentKey, CachedDocument> documents;
  private final NegativeCache<DocumentKey, LoadResult.NotLoaded> failures;

  DocumentTable(long maxBytes, Duration negativeLifetime, Clock clock) {
    documents =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((DocumentKey key, CachedDocument document) -> document.size())
            .executor(Runnable::run)
            .build();
    failures = new NegativeCache<>(negativeLifetime, clock);
  }

  @Nullable CachedDocument get(DocumentKey key) {
    return documents.getIfPresent(key);
  }

  List<CachedDocument> all() {
    return List.copyOf(documents.asMap().values());
  }

  void put(CachedDocument document) {
    DocumentKey key = document.document().key();
    documents.put(key, document);
    failures.remove(key);
  }

  /** Makes a document due for refresh, so that its next use starts one. */
  void markDue(DocumentKey key, Instant now) {
    documents
        .asMap()
        .computeIfPresent(
            key, (any, old) -> new CachedDocument(old.document(), now, old.failures()));
  }

  LoadResult.@Nullable NotLoaded recentFailure(DocumentKey key) {
    return failures.get(key);
  }

  void putFailure(DocumentKey key, LoadResult.NotLoaded failure) {
    failures.put(key, failure);
  }
}
