package io.github.quotary.pcs.cache;

import io.github.quotary.pcs.document.DocumentChecks;
import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.FailureKind;
import io.github.quotary.pcs.document.Refusal;
import io.github.quotary.pcs.document.TrustedDocument;
import io.github.quotary.pki.Crl;
import io.github.quotary.pki.X509Cert;
import java.time.Clock;
import java.time.Instant;
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
 * A loading cache of documents. It alone decides whether a cached document is used, refreshed in
 * the background, or waited for. At most one fetch per document is in flight. Thread-safe.
 */
final class DocumentCache {
  private static final DocumentKey ROOT_CA_CRL = DocumentKey.RootCaCrl.INSTANCE;

  private final DocumentTable table;
  private final DocumentLoader loader;
  private final DocumentChecks checks;
  private final Executor executor;
  private final Events events;
  private final Clock clock;
  private final SingleFlight<DocumentKey, LoadResult> flights = new SingleFlight<>();

  DocumentCache(
      DocumentTable table,
      DocumentLoader loader,
      DocumentChecks checks,
      Executor executor,
      Events events,
      Clock clock) {
    this.table = table;
    this.loader = loader;
    this.checks = checks;
    this.executor = executor;
    this.events = events;
    this.clock = clock;
  }

  /** A requested document: in memory already, or being fetched. */
  @FunctionalInterface
  interface Pending {
    /**
     * Waits for the document.
     *
     * @param deadline as {@link System#nanoTime} tells the time
     * @throws Refusal if it is unavailable
     * @throws TimeoutException if the fetch is still in flight at the deadline
     */
    CachedDocument await(long deadline) throws Refusal, TimeoutException, InterruptedException;
  }

  /** The document in memory; null if there is none. No I/O. */
  @Nullable CachedDocument peek(DocumentKey key) {
    return table.get(key);
  }

  /** All documents in memory. */
  List<CachedDocument> all() {
    return table.all();
  }

  /**
   * The document in memory if it is usable; otherwise starts a fetch or joins the one in flight.
   */
  Pending get(DocumentKey key) {
    CachedDocument cached = usable(key);
    return cached == null ? pending(key, start(key, null)) : ready(cached);
  }

  /**
   * The same for the root CA's revocation list.
   *
   * @param signed a document whose issuer chain ends in the root that issued the list
   */
  Pending getRootCaCrl(TrustedDocument signed) throws Refusal {
    CachedDocument cached = usable(ROOT_CA_CRL);
    if (cached != null) {
      return ready(cached);
    }
    X509Cert root = checks.anchoredRoot(signed.received().issuerChain());
    return pending(ROOT_CA_CRL, start(ROOT_CA_CRL, root));
  }

  private @Nullable CachedDocument usable(DocumentKey key) {
    CachedDocument cached = table.get(key);
    return cached != null && cached.isUsableAt(clock.instant()) ? cached : null;
  }

  private static Pending ready(CachedDocument cached) {
    return deadline -> cached;
  }

  /**
   * Uses these documents if memory still holds the same ones and all are current.
   *
   * @return whether they were used
   */
  boolean useIfUnchanged(List<TrustedDocument> documents) {
    Instant now = clock.instant();
    for (TrustedDocument document : documents) {
      CachedDocument cached = table.get(document.key());
      if (cached == null || cached.document() != document || !document.isCurrentAt(now)) {
        return false;
      }
    }
    for (TrustedDocument document : documents) {
      CachedDocument cached = table.get(document.key());
      if (cached != null) {
        use(cached);
      }
    }
    return true;
  }

  /** Records a use: refreshes a document that is due, and reports one that is stale. */
  void use(CachedDocument cached) {
    Instant now = clock.instant();
    refreshIfDue(cached, now);
    if (cached.isFirstStaleUse()) {
      events.servedStale(cached.document(), cached.document().isCurrentAt(now));
    }
  }

  /** Starts to fetch a document that is not in memory, and does not wait for it. */
  void prefetch(DocumentKey key) {
    if (table.get(key) == null) {
      refresh(key);
    }
  }

  /** Starts to refresh every document that is due. */
  void refreshDue() {
    Instant now = clock.instant();
    table.all().forEach(cached -> refreshIfDue(cached, now));
  }

  /** Makes a document due, so that its next use refreshes it. */
  void markDue(DocumentKey key) {
    table.markDue(key, clock.instant());
  }

  private void refreshIfDue(CachedDocument cached, Instant now) {
    if (cached.isDueAt(now)) {
      refresh(cached.document().key());
    }
  }

  /** The result goes to the cache and the listener; nobody waits for it. */
  @SuppressWarnings("FutureReturnValueIgnored")
  private void refresh(DocumentKey key) {
    start(key, null);
  }

  private FutureTask<LoadResult> start(DocumentKey key, @Nullable X509Cert root) {
    SingleFlight.Flight<LoadResult> flight = join(key, root);
    if (flight.isNew()) {
      try {
        executor.execute(flight.task());
      } catch (RejectedExecutionException e) {
        flight.task().cancel(false);
      }
    }
    return flight.task();
  }

  private SingleFlight.Flight<LoadResult> join(DocumentKey key, @Nullable X509Cert root) {
    return flights.join(key, () -> loader.load(key, root, this::rootCaCrl));
  }

  private static Pending pending(DocumentKey key, FutureTask<LoadResult> task) {
    return deadline -> result(key, task, deadline - System.nanoTime()).require();
  }

  private static LoadResult result(DocumentKey key, FutureTask<LoadResult> task, long nanos)
      throws InterruptedException, TimeoutException {
    try {
      return task.get(nanos, TimeUnit.NANOSECONDS);
    } catch (CancellationException e) {
      return LoadResult.NotLoaded.of(key, FailureKind.BUSY, "too many fetches are in flight");
    } catch (ExecutionException e) {
      throw new IllegalStateException("Loading " + key + " failed", e.getCause());
    }
  }

  /**
   * The root CA's revocation list, from memory or loaded. A thread that needs it loads it itself:
   * waiting for another thread of the same pool could deadlock.
   */
  private Crl rootCaCrl(X509Cert root) throws Refusal {
    CachedDocument cached = table.get(ROOT_CA_CRL);
    if (cached == null || !cached.document().isCurrentAt(clock.instant())) {
      FutureTask<LoadResult> task = join(ROOT_CA_CRL, root).task();
      task.run();
      cached = requireLoaded(task);
    }
    return cached.document().crl().orElseThrow();
  }

  private static CachedDocument requireLoaded(FutureTask<LoadResult> task) throws Refusal {
    LoadResult result;
    try {
      result = result(ROOT_CA_CRL, task, Long.MAX_VALUE);
    } catch (InterruptedException | TimeoutException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(FailureKind.BUSY, "the fetch was interrupted");
    }
    try {
      return result.require();
    } catch (Refusal refusal) {
      throw Refusal.ofEscaped(refusal.kind(), "cannot check its signer: " + refusal.detail());
    }
  }
}
