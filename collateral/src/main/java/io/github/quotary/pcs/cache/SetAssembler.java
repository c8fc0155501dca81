package io.github.quotary.pcs.cache;

import io.github.quotary.collateral.CollateralSource.Lookup;
import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.EvaluationDataNumbers;
import io.github.quotary.pcs.document.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Assembles collateral from cached documents; waits only for those it lacks. Thread-safe. */
final class SetAssembler {
  private final DocumentCache documents;
  private final CachedSets sets;
  private final Duration maxWait;

  SetAssembler(DocumentCache documents, CachedSets sets, Duration maxWait) {
    this.documents = documents;
    this.sets = sets;
    this.maxWait = maxWait;
  }

  Lookup find(CachedSets.Key key) {
    CachedSets.CachedSet set = sets.find(key);
    if (set != null && documents.useIfUnchanged(set.documents())) {
      return set.found();
    }
    Lookup refused = sets.refusal(key).orElse(null);
    if (refused != null) {
      return refused;
    }
    try {
      return assemble(key, load(key));
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

  /** The list of data sets; empty if it is unavailable. */
  Optional<EvaluationDataNumbers> evaluationDataNumbers(DocumentKey.EvaluationDataNumbers key) {
    try {
      CachedDocument list = documents.get(key).await(deadline());
      documents.use(list);
      return Optional.of(EvaluationDataNumbers.of(list.document()));
    } catch (Refusal | TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** The four documents in the order of {@link DocumentKey#of}; all but the last in parallel. */
  private List<CachedDocument> load(CachedSets.Key key)
      throws Refusal, TimeoutException, InterruptedException {
    long deadline = deadline();
    List<DocumentKey> keys = DocumentKey.of(key.platform(), key.update());
    List<DocumentCache.Pending> withChain =
        keys.subList(0, keys.size() - 1).stream().map(documents::get).toList();
    List<CachedDocument> found = new ArrayList<>();
    for (DocumentCache.Pending each : withChain) {
      found.add(each.await(deadline));
    }
    found.add(documents.getRootCaCrl(found.get(0).document()).await(deadline));
    return found;
  }

  private long deadline() {
    return System.nanoTime() + maxWait.toNanos();
  }

  private Lookup assemble(CachedSets.Key key, List<CachedDocument> found) {
    found.forEach(documents::use);
    Lookup lookup = sets.put(key, found.stream().map(CachedDocument::document).toList());
    if (lookup instanceof Lookup.Unavailable) {
      found.forEach(cached -> documents.markDue(cached.document().key()));
    }
    return lookup;
  }
}
