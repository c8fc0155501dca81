package io.github.quotary.cli.collateral;

import io.github.quotary.pcs.cache.CollateralEvent;
import io.github.quotary.pcs.cache.CollateralListener;
import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.FetchFailure;
import io.github.quotary.pcs.document.TrustedDocument;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Writes one line for each problem while fetching collateral. What leaves a quote undecided is not
 * included, because the verdict says it. Thread-safe.
 */
public final class Warnings implements CollateralListener {
  private final PrintWriter err;
  private final Map<DocumentKey, List<FetchFailure>> failures = new ConcurrentHashMap<>();

  /** Warnings on this writer. */
  public Warnings(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void onEvent(CollateralEvent event) {
    if (event instanceof CollateralEvent.Fetched fetched) {
      fetched.failures().forEach(failure -> warn(failure.toString()));
    } else if (event instanceof CollateralEvent.Refreshed refreshed) {
      refreshed.failures().forEach(failure -> warn(failure.toString()));
    } else if (event instanceof CollateralEvent.Failed failed) {
      failures.put(failed.key(), failed.failures());
    } else if (event instanceof CollateralEvent.ServedStale stale) {
      TrustedDocument document = stale.document();
      warn(
          causeOf(document.key())
              + "; using the cached one, "
              + (stale.current() ? "valid until " : "OUT OF DATE since ")
              + document.facts().validUntil());
    } else if (event instanceof CollateralEvent.StoreFailed failed) {
      warn("store, " + failed.key() + ": " + failed.detail());
    }
  }

  /** Why a document could not be fetched. */
  public String causeOf(DocumentKey key) {
    String causes =
        failures.getOrDefault(key, List.of()).stream()
            .map(FetchFailure::toString)
            .collect(Collectors.joining("; "));
    return causes.isEmpty() ? key + " could not be fetched" : causes;
  }

  /** Writes one line. */
  public void warn(String text) {
    synchronized (err) {
      err.println("quotary: warning: " + text);
    }
  }
}
