package io.github.quotary.pcs.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Remembers failures for a fixed time, by the source's clock. Thread-safe. */
final class NegativeCache<K, V> {
  private static final int MAX_ENTRIES = 10_000;

  private final Cache<K, V> entries;

  NegativeCache(Duration lifetime, Clock clock) {
    entries =
        Caffeine.newBuilder()
            .maximumSize(MAX_ENTRIES)
            .expireAfterWrite(lifetime)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .executor(Runnable::run)
            .build();
  }

  @Nullable V get(K key) {
    return entries.getIfPresent(key);
  }

  void put(K key, V failure) {
    entries.put(key, failure);
  }

  void remove(K key) {
    entries.invalidate(key);
  }
}
