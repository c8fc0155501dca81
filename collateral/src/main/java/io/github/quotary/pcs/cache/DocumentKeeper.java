package io.github.quotary.pcs.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.quotary.pcs.client.DocumentFetch;
import io.github.quotary.pcs.client.PcsResult;
import io.github.quotary.pcs.document.DocumentChecks;
import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.FailureKind;
import io.github.quotary.pcs.document.FetchFailure;
import io.github.quotary.pcs.document.ReceivedDocument;
import io.github.quotary.pcs.document.Refusal;
import io.github.quotary.pcs.document.TrustedDocument;
import io.github.quotary.pki.Crl;
import io.github.quotary.pki.X509Cert;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Documents in memory, with what is behind them: a store, a bundle, the network. Every document has
 * at most one attempt to have it at any time, and a kept one is replaced only by one that is
 * genuine, not older, and not out of date where the kept one is not. Thread-safe.
 */
final class DocumentKeeper {
  private static final DocumentKey ROOT_CA_CRL = DocumentKey.RootCaCrl.INSTANCE;

  private static final int MAX_NEGATIVE_ANSWERS = 10_000;

  private final DocumentFetch fetch;
  private final DocumentChecks checks;
  private final LocalSearch local;
  private final @Nullable DocumentStore store;
  private final Clock clock;
  private final Executor executor;
  private final RefreshSchedule schedule;
  private final Events events;
  private final NewPlatformLimit newPlatforms;
  private final ReplacementRule rule;
  private final Cache<DocumentKey, KeptDocument> kept;
  private final Cache<DocumentKey, LoadResult.NotLoaded> missing;
  private final SingleFlight<DocumentKey, LoadResult> flights = new SingleFlight<>();

  DocumentKeeper(
      CachingCollateralSource.Builder settings,
      Executor executor,
      @Nullable DocumentStore store,
      Events events) {
    this.fetch = settings.client.fetch();
    this.checks = settings.client.checks();
    this.store = store;
    List<LocalDocuments> places = new ArrayList<>(settings.local);
    if (store != null) {
      places.add(0, store);
    }
    this.local = new LocalSearch(places, checks, this::rootCaCrl, events);
    this.clock = settings.client.clock();
    this.executor = executor;
    this.schedule = settings.schedule();
    this.events = events;
    this.newPlatforms = new NewPlatformLimit(settings.newPlatformsPerMinute);
    this.rule = new ReplacementRule(checks, settings.acceptOlder);
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(settings.maxMemoryBytes)
            .weigher((DocumentKey key, KeptDocument document) -> document.size())
            .executor(Runnable::run)
            .build();
    this.missing =
        Caffeine.newBuilder()
            .maximumSize(MAX_NEGATIVE_ANSWERS)
            .expireAfterWrite(settings.negativeLifetime)
            .ticker(() -> nanos(clock))
            .executor(Runnable::run)
            .build();
  }

  private static long nanos(Clock clock) {
    return TimeUnit.MILLISECONDS.toNanos(clock.millis());
  }

  /** What is in memory; no I/O. */
  @Nullable KeptDocument kept(DocumentKey key) {
    return kept.getIfPresent(key);
  }

  /** All that is in memory. */
  List<KeptDocument> all() {
    return List.copyOf(kept.asMap().values());
  }

  /** Starts, or joins, an attempt to have a document, on the executor. */
  FutureTask<LoadResult> start(DocumentKey key) {
    return start(key, null);
  }

  /** The same for the root CA's revocation list, which is checked by this certificate. */
  FutureTask<LoadResult> startRootCaCrl(X509Cert root) {
    return start(ROOT_CA_CRL, root);
  }

  private FutureTask<LoadResult> start(DocumentKey key, @Nullable X509Cert root) {
    SingleFlight.Flight<LoadResult> flight = flights.join(key, () -> load(key, root));
    if (flight.isNew()) {
      try {
        executor.execute(flight.task());
      } catch (RejectedExecutionException e) {
        flight.task().cancel(false);
      }
    }
    return flight.task();
  }

  /** Starts an attempt for every document that is due. */
  void startDue() {
    Instant now = clock.instant();
    kept.asMap().forEach((key, document) -> startIfDue(document, now));
  }

  /** Starts an attempt for this document if it is due. */
  void startIfDue(KeptDocument document, Instant now) {
    if (document.isDueAt(now)) {
      refresh(document.document().key());
    }
  }

  /** Starts an attempt that nobody waits for; what it comes to, the listener hears. */
  @SuppressWarnings("FutureReturnValueIgnored")
  void refresh(DocumentKey key) {
    start(key);
  }

  /**
   * What a task comes to.
   *
   * @throws TimeoutException if it takes longer
   */
  static LoadResult result(DocumentKey key, FutureTask<LoadResult> task, long nanos)
      throws InterruptedException, TimeoutException {
    try {
      return task.get(nanos, TimeUnit.NANOSECONDS);
    } catch (CancellationException e) {
      return LoadResult.NotLoaded.of(
          key, FailureKind.BUSY, "too many documents are being fetched already");
    } catch (ExecutionException e) {
      throw new IllegalStateException("Loading " + key + " failed", e.getCause());
    }
  }

  /** The root of a document's issuer chain. */
  X509Cert rootOf(TrustedDocument document) throws Refusal {
    return checks.anchoredRoot(document.received().issuerChain());
  }

  /** From now on the document is due, so that the next one who needs it sees to it. */
  void makeDue(DocumentKey key) {
    kept.asMap()
        .computeIfPresent(
            key, (any, old) -> new KeptDocument(old.document(), clock.instant(), old.failures()));
  }

  private LoadResult load(DocumentKey key, @Nullable X509Cert root) {
    Instant now = clock.instant();
    KeptDocument present = kept.getIfPresent(key);
    if (present == null || present.isDueAt(now)) {
      present = adoptLocal(key, present, now);
    }
    if (present != null && !present.isDueAt(now)) {
      return new LoadResult.Loaded(present);
    }
    if (present == null) {
      LoadResult.NotLoaded known = missing.getIfPresent(key);
      if (known != null) {
        return known;
      }
      if (key instanceof DocumentKey.TcbInfo && !newPlatforms.admit(now)) {
        return LoadResult.NotLoaded.of(
            key, FailureKind.BUSY, "too many unknown platforms were asked for within a minute");
      }
    }
    return fetch(key, present, root);
  }

  /** The newest of what is in memory and what is in the store or a bundle. */
  private @Nullable KeptDocument adoptLocal(
      DocumentKey key, @Nullable KeptDocument present, Instant now) {
    TrustedDocument found = local.find(key, now).orElse(null);
    if (found == null
        || (present != null && !LocalSearch.isBetter(found, present.document(), now))) {
      return present;
    }
    Instant dueAt = found.isCurrentAt(now) ? schedule.dueAt(found, now) : now;
    KeptDocument adopted = new KeptDocument(found, dueAt, 0);
    kept.put(key, adopted);
    return adopted;
  }

  private LoadResult fetch(
      DocumentKey key, @Nullable KeptDocument present, @Nullable X509Cert root) {
    DocumentFetch.Condition condition =
        fresh -> rule.require(fresh, present == null ? null : present.document(), clock.instant());
    PcsResult<TrustedDocument> result;
    if (!key.equals(ROOT_CA_CRL)) {
      result = fetch.fetch(key, this::rootCaCrl, condition);
    } else {
      try {
        result = fetch.fetchRootCaCrl(issuer(root, present), condition);
      } catch (Refusal refusal) {
        return LoadResult.NotLoaded.of(key, refusal.kind(), refusal.detail());
      }
    }
    return result.value().isEmpty()
        ? failed(key, present, result.failures())
        : succeeded(result.value().get(), present, result.failures());
  }

  private X509Cert issuer(@Nullable X509Cert root, @Nullable KeptDocument present) throws Refusal {
    if (root != null) {
      return root;
    }
    if (present != null) {
      return rootOf(present.document());
    }
    throw new Refusal(FailureKind.BUSY, "no document has named the root yet");
  }

  private LoadResult failed(
      DocumentKey key, @Nullable KeptDocument present, List<FetchFailure> failures) {
    events.failed(key, failures);
    if (present == null) {
      LoadResult.NotLoaded none = new LoadResult.NotLoaded(failures);
      missing.put(key, none);
      return none;
    }
    int count = present.failures() + 1;
    KeptDocument same =
        new KeptDocument(
            present.document(), schedule.dueAfterFailure(count, clock.instant()), count);
    kept.put(key, same);
    return new LoadResult.Loaded(same);
  }

  private LoadResult succeeded(
      TrustedDocument fresh, @Nullable KeptDocument present, List<FetchFailure> failures) {
    KeptDocument now = new KeptDocument(fresh, schedule.dueAt(fresh, clock.instant()), 0);
    kept.put(fresh.key(), now);
    missing.invalidate(fresh.key());
    if (store != null) {
      store.put(fresh.received(), stored -> mayReplace(fresh, stored));
    }
    if (present == null) {
      events.fetched(fresh, failures);
    } else {
      boolean changed = !fresh.received().hasSameContent(present.document().received());
      events.refreshed(fresh, changed, failures);
    }
    return new LoadResult.Loaded(now);
  }

  /** Another process may have stored a newer document meanwhile. */
  private boolean mayReplace(TrustedDocument fresh, ReceivedDocument stored) {
    KeptDocument list = kept.getIfPresent(ROOT_CA_CRL);
    return list == null
        || rule.mayReplace(fresh, stored, list.document().crl().orElseThrow(), clock.instant());
  }

  /**
   * The root CA's revocation list, kept or loaded. Whoever needs it loads it himself, so that no
   * thread waits for another that waits for a thread.
   */
  Crl rootCaCrl(X509Cert root) throws Refusal {
    KeptDocument present = kept.getIfPresent(ROOT_CA_CRL);
    if (present == null || !present.document().isCurrentAt(clock.instant())) {
      FutureTask<LoadResult> task = flights.join(ROOT_CA_CRL, () -> load(ROOT_CA_CRL, root)).task();
      task.run();
      present = requireLoaded(task);
    }
    return present.document().crl().orElseThrow();
  }

  private static KeptDocument requireLoaded(FutureTask<LoadResult> task) throws Refusal {
    LoadResult result;
    try {
      result = result(ROOT_CA_CRL, task, Long.MAX_VALUE);
    } catch (InterruptedException | TimeoutException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(FailureKind.BUSY, "the fetch was interrupted");
    }
    if (result instanceof LoadResult.Loaded loaded) {
      return loaded.kept();
    }
    Refusal refusal = FetchFailure.refusal(((LoadResult.NotLoaded) result).failures());
    throw Refusal.ofEscaped(refusal.kind(), "its signer cannot be checked: " + refusal.detail());
  }
}
