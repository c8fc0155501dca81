package io.github.quotary.pcs.cache;

import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.FetchFailure;
import io.github.quotary.pcs.document.ReceivedDocument;
import io.github.quotary.pcs.document.TrustedDocument;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Applies the result of a load to memory and store, and reports it to the listener. */
final class CacheUpdates {
  private static final DocumentKey ROOT_CA_CRL = DocumentKey.RootCaCrl.INSTANCE;

  private final DocumentTable table;
  private final @Nullable DocumentStore store;
  private final RefreshSchedule schedule;
  private final ReplacementRule rule;
  private final Events events;
  private final Clock clock;

  CacheUpdates(
      DocumentTable table,
      @Nullable DocumentStore store,
      RefreshSchedule schedule,
      ReplacementRule rule,
      Events events,
      Clock clock) {
    this.table = table;
    this.store = store;
    this.schedule = schedule;
    this.rule = rule;
    this.events = events;
    this.clock = clock;
  }

  /** Caches a document from the store or a bundle; one that is not current is due at once. */
  CachedDocument foundLocally(TrustedDocument found, Instant now) {
    Instant dueAt = found.isCurrentAt(now) ? schedule.dueAt(found, now) : now;
    CachedDocument cached = new CachedDocument(found, dueAt, 0);
    table.put(cached);
    return cached;
  }

  /**
   * Caches and stores a fetched document.
   *
   * @param present the cached document that it replaces; null if there is none
   * @param failures of the endpoints tried before
   */
  LoadResult fetched(
      TrustedDocument fresh, @Nullable CachedDocument present, List<FetchFailure> failures) {
    CachedDocument cached = new CachedDocument(fresh, schedule.dueAt(fresh, clock.instant()), 0);
    table.put(cached);
    if (store != null) {
      store.put(fresh.received(), stored -> mayReplace(fresh, stored));
    }
    if (present == null) {
      events.fetched(fresh, failures);
    } else {
      boolean changed = !fresh.received().hasSameContent(present.document().received());
      events.refreshed(fresh, changed, failures);
    }
    return new LoadResult.Loaded(cached);
  }

  /** Keeps the cached document and schedules a retry, or remembers that there is none. */
  LoadResult failed(
      DocumentKey key, @Nullable CachedDocument present, List<FetchFailure> failures) {
    events.failed(key, failures);
    if (present == null) {
      LoadResult.NotLoaded failure = new LoadResult.NotLoaded(failures);
      table.putFailure(key, failure);
      return failure;
    }
    int count = present.failures() + 1;
    CachedDocument stale =
        new CachedDocument(
            present.document(), schedule.dueAfterFailure(count, clock.instant()), count);
    table.put(stale);
    return new LoadResult.Loaded(stale);
  }

  /** Another process may have stored a newer document in the meantime. */
  private boolean mayReplace(TrustedDocument fresh, ReceivedDocument stored) {
    CachedDocument list = table.get(ROOT_CA_CRL);
    return list == null
        || rule.mayReplace(fresh, stored, list.document().crl().orElseThrow(), clock.instant());
  }
}
