package io.github.quotary.pcs.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.quotary.pcs.document.DocumentKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The in-memory tables: cached documents, and a negative cache of failed loads. Thread-safe. */
final class DocumentTable {
  private static final int MAX_NEGATIVE_ENTRIES = 10_000;

  private final Cache<DocumentKey, CachedDocument> documents;
  private final Cache<DocumentKey, LoadResult.NotLoaded> negative;

  DocumentTable(long maxBytes, Duration negativeLifetime, Clock clock) {
    documents =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((DocumentKey key, CachedDocument document) -> document.size())
            .executor(Runnable::run)
            .build();
    negative =
        Caffeine.newBuilder()
            .maximumSize(MAX_NEGATIVE_ENTRIES)
            .expireAfterWrite(negativeLifetime)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .executor(Runnable::run)
            .build();
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
    negative.invalidate(key);
  }

  /** Makes a document due for refresh, so that its next use starts one. */
  void markDue(DocumentKey key, Instant now) {
    documents
        .asMap()
        .computeIfPresent(
            key, (any, old) -> new CachedDocument(old.document(), now, old.failures()));
  }

  LoadResult.@Nullable NotLoaded recentFailure(DocumentKey key) {
    return negative.getIfPresent(key);
  }

  void putFailure(DocumentKey key, LoadResult.NotLoaded failure) {
    negative.put(key, failure);
  }
}
