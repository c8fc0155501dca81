package io.github.quotary.pcs.cache;

import io.github.quotary.collateral.CollateralSource.Lookup;
import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.EvaluationDataNumbers;
import io.github.quotary.pcs.document.FetchFailure;
import io.github.quotary.pcs.document.Refusal;
import io.github.quotary.pcs.document.TrustedDocument;
import io.github.quotary.pki.X509Cert;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Answers for platforms: at once from memory, or after what is missing was loaded. Thread-safe. */
final class SetAssembler {
  private static final DocumentKey ROOT_CA_CRL = DocumentKey.RootCaCrl.INSTANCE;

  private final DocumentKeeper keeper;
  private final KeptSets sets;
  private final Events events;
  private final Clock clock;
  private final Duration maxWait;

  SetAssembler(DocumentKeeper keeper, KeptSets sets, Events events, Clock clock, Duration maxWait) {
    this.keeper = keeper;
    this.sets = sets;
    this.events = events;
    this.clock = clock;
    this.maxWait = maxWait;
  }

  Lookup find(KeptSets.Key key) {
    KeptSets.KeptSet set = sets.find(key);
    if (set != null && isStillKept(set)) {
      return set.found();
    }
    Lookup refused = sets.refusal(key).orElse(null);
    if (refused != null) {
      return refused;
    }
    try {
      return load(key);
    } catch (Refusal refusal) {
      return new Lookup.Unavailable(refusal.detail(), refusal.kind().isRetryable());
    } catch (TimeoutException e) {
      return new Lookup.Unavailable(
          "Collateral for " + key.platform() + " is still being fetched after " + maxWait, true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Lookup.Unavailable("The wait for collateral was interrupted", true);
    }
  }

  /** The list of data sets; empty if it cannot be had. */
  Optional<EvaluationDataNumbers> evaluationDataNumbers(DocumentKey key) {
    try {
      FutureTask<LoadResult> attempt = isNeeded(key) ? keeper.start(key) : null;
      KeptDocument kept = obtain(key, attempt, System.nanoTime());
      use(kept, clock.instant());
      return Optional.of(EvaluationDataNumbers.of(kept.document()));
    } catch (Refusal | TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Whether every document is the one in memory and not out of date; those due are refreshed. */
  private boolean isStillKept(KeptSets.KeptSet set) {
    Instant now = clock.instant();
    for (TrustedDocument document : set.documents()) {
      KeptDocument kept = keeper.kept(document.key());
      if (kept == null || kept.document() != document || !document.isCurrentAt(now)) {
        return false;
      }
    }
    for (TrustedDocument document : set.documents()) {
      KeptDocument kept = keeper.kept(document.key());
      if (kept != null) {
        use(kept, now);
      }
    }
    return true;
  }

  private void use(KeptDocument kept, Instant now) {
    keeper.startIfDue(kept, now);
    if (kept.isFirstStaleUse()) {
      events.servedStale(kept.document(), kept.document().isCurrentAt(now));
    }
  }

  private Lookup load(KeptSets.Key key) throws Refusal, TimeoutException, InterruptedException {
    long start = System.nanoTime();
    List<DocumentKey> keys = DocumentKey.of(key.platform(), key.update());
    List<DocumentKey> withChain = keys.subList(0, keys.size() - 1);
    Map<DocumentKey, FutureTask<LoadResult>> running = new HashMap<>();
    for (DocumentKey each : withChain) {
      if (isNeeded(each)) {
        running.put(each, keeper.start(each));
      }
    }
    List<KeptDocument> documents = new ArrayList<>();
    for (DocumentKey each : withChain) {
      documents.add(obtain(each, running.get(each), start));
    }
    X509Cert root = keeper.rootOf(documents.get(0).document());
    FutureTask<LoadResult> list = isNeeded(ROOT_CA_CRL) ? keeper.startRootCaCrl(root) : null;
    documents.add(obtain(ROOT_CA_CRL, list, start));
    return assemble(key, documents);
  }

  private boolean isNeeded(DocumentKey key) {
    KeptDocument kept = keeper.kept(key);
    Instant now = clock.instant();
    return kept == null || (!kept.document().isCurrentAt(now) && kept.isDueAt(now));
  }

  /** The document in memory, or what the attempt to have it comes to. */
  private KeptDocument obtain(DocumentKey key, @Nullable FutureTask<LoadResult> attempt, long start)
      throws Refusal, TimeoutException, InterruptedException {
    KeptDocument kept = keeper.kept(key);
    if (attempt == null && kept != null) {
      return kept;
    }
    long left = maxWait.toNanos() - (System.nanoTime() - start);
    LoadResult result =
        DocumentKeeper.result(key, attempt == null ? keeper.start(key) : attempt, left);
    if (result instanceof LoadResult.Loaded loaded) {
      return loaded.kept();
    }
    throw FetchFailure.refusal(((LoadResult.NotLoaded) result).failures());
  }

  private Lookup assemble(KeptSets.Key key, List<KeptDocument> documents) {
    Instant now = clock.instant();
    documents.forEach(document -> use(document, now));
    Lookup lookup = sets.put(key, documents.stream().map(KeptDocument::document).toList());
    if (lookup instanceof Lookup.Unavailable) {
      documents.forEach(document -> keeper.makeDue(document.document().key()));
    }
    return lookup;
  }
}
