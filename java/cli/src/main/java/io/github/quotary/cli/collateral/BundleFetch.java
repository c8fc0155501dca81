package io.github.quotary.cli.collateral;

import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.collateral.CollateralSource.Lookup;
import io.github.quotary.pcs.bundle.CollateralBundle;
import io.github.quotary.pcs.cache.CachingCollateralSource;
import io.github.quotary.pcs.client.PcsClient;
import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.EvaluationDataNumbers;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.pcs.document.TrustedDocument;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Fetches everything for a set of platforms, and shared documents only once. */
public final class BundleFetch implements AutoCloseable {
  /** Allows for several services with several attempts each. */
  public static final Duration PATIENCE = Duration.ofMinutes(5);

  private final CachingCollateralSource source;
  private final Warnings warnings;
  private final Clock clock;

  /**
   * A fetch with this client.
   *
   * @param clock dates the bundle
   */
  public BundleFetch(PcsClient client, Warnings warnings, Clock clock) {
    this.warnings = warnings;
    this.clock = clock;
    source =
        CachingCollateralSource.builder(client)
            .listener(warnings)
            .maxWait(PATIENCE)
            .newPlatformsPerMinute(Integer.MAX_VALUE)
            .build();
  }

  /** Why no bundle could be fetched. */
  public static final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean retryable;

    UnavailableException(Lookup.Unavailable none) {
      super(none.cause(), null, false, false);
      retryable = none.retryable();
    }

    /** Whether a retry may help. */
    public boolean retryable() {
      return retryable;
    }
  }

  /** Fetches these data sets of a platform. */
  public void fetch(CollateralKey platform, Collection<TcbUpdate> updates)
      throws UnavailableException {
    for (TcbUpdate update : updates) {
      fetch(platform, update);
    }
  }

  private void fetch(CollateralKey platform, TcbUpdate update) throws UnavailableException {
    if (source.find(platform, update) instanceof Lookup.Unavailable none) {
      throw new UnavailableException(none);
    }
  }

  /** Fetches the data sets of a platform that are newer than the one in force. */
  public void fetchAhead(CollateralKey platform) throws UnavailableException {
    fetch(platform, TcbUpdate.STANDARD);
    fetch(platform, TcbUpdate.EARLY);
    long inForce = number(platform, TcbUpdate.STANDARD);
    long early = number(platform, TcbUpdate.EARLY);
    Optional<EvaluationDataNumbers> numbers = source.evaluationDataNumbers(platform.teeType());
    if (numbers.isEmpty()) {
      warnings.warn(
          warnings.causeOf(new DocumentKey.EvaluationDataNumbers(platform.teeType()))
              + "; of the upcoming data sets only the early one is fetched");
    }
    for (EvaluationDataNumbers.Entry entry :
        numbers.map(EvaluationDataNumbers::entries).orElse(List.of())) {
      if (entry.number() > inForce && entry.number() != early) {
        fetch(platform, TcbUpdate.evaluationDataNumber(entry.number()));
      }
    }
  }

  private long number(CollateralKey platform, TcbUpdate update) {
    DocumentKey tcbInfo = DocumentKey.of(platform, update).get(0);
    return source.cachedDocuments().stream()
        .filter(document -> document.key().equals(tcbInfo))
        .findFirst()
        .map(document -> document.facts().number())
        .orElse(0L);
  }

  /** Everything that was fetched. */
  public CollateralBundle bundle() {
    return CollateralBundle.of(
        clock.instant(), source.cachedDocuments().stream().map(TrustedDocument::received).toList());
  }

  @Override
  public void close() {
    source.close();
  }
}
