package io.github.quotary.pcs.micrometer;

import io.github.quotary.pcs.cache.CollateralEvent;
import io.github.quotary.pcs.cache.CollateralListener;
import io.github.quotary.pcs.document.DocumentFacts;
import io.github.quotary.pcs.document.FetchFailure;
import io.github.quotary.pcs.document.TrustedDocument;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Micrometer meters of a {@link io.github.quotary.pcs.cache.CachingCollateralSource}: its fetches,
 * and the age of its documents. Thread-safe.
 *
 * <ul>
 *   <li>{@code tdx.collateral.fetch}, a counter with {@code endpoint} and {@code outcome}: {@code
 *       ok}, or the kind of failure, such as {@code rate_limited} or {@code untrusted}
 *   <li>{@code tdx.collateral.stale}, a counter: stale documents served after a failed refresh,
 *       with {@code current}
 *   <li>{@code tdx.collateral.store.failures}, a counter
 *   <li>{@code tdx.collateral.age}, a gauge per {@code document}: time since it was last fetched
 *   <li>{@code tdx.collateral.remaining}, a gauge per {@code document}: time until it, or a
 *       certificate of its chain, expires; negative from then on
 * </ul>
 */
@SuppressWarnings("exports") // its users require Micrometer themselves
public final class CollateralMeters implements CollateralListener {
  private static final String PREFIX = "tdx.collateral.";

  private final MeterRegistry registry;
  private final Clock clock;
  private final Map<String, Dates> documents = new ConcurrentHashMap<>();

  /**
   * Meters in this registry.
   *
   * @param clock the source's clock
   */
  public CollateralMeters(MeterRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
  }

  private record Dates(Instant receivedAt, Instant validUntil) {}

  @Override
  public void onEvent(CollateralEvent event) {
    if (event instanceof CollateralEvent.Fetched fetched) {
      fetched.failures().forEach(this::count);
      received(fetched.document());
    } else if (event instanceof CollateralEvent.Refreshed refreshed) {
      refreshed.failures().forEach(this::count);
      received(refreshed.document());
    } else if (event instanceof CollateralEvent.Failed failed) {
      failed.failures().forEach(this::count);
    } else if (event instanceof CollateralEvent.ServedStale stale) {
      registry.counter(PREFIX + "stale", "current", Boolean.toString(stale.current())).increment();
    } else if (event instanceof CollateralEvent.StoreFailed) {
      registry.counter(PREFIX + "store.failures").increment();
    }
  }

  private void count(FetchFailure failure) {
    fetches(failure.origin(), failure.kind().id()).increment();
  }

  private Counter fetches(String endpoint, String outcome) {
    return registry.counter(PREFIX + "fetch", "endpoint", endpoint, "outcome", outcome);
  }

  private void received(TrustedDocument document) {
    fetches(document.received().origin(), "ok").increment();
    DocumentFacts facts = document.facts();
    Dates dates = new Dates(document.received().receivedAt(), facts.validUntil());
    String id = document.key().id();
    if (documents.put(id, dates) == null) {
      gauge("age", id, this::age);
      gauge("remaining", id, this::remaining);
    }
  }

  /** Seconds derived from a document's dates. */
  @FunctionalInterface
  private interface Seconds {
    double of(Dates dates);
  }

  private void gauge(String name, String id, Seconds seconds) {
    TimeGauge.builder(
            PREFIX + name,
            documents,
            TimeUnit.SECONDS,
            all -> {
              Dates dates = all.get(id);
              return dates == null ? Double.NaN : seconds.of(dates);
            })
        .tag("document", id)
        .strongReference(true)
        .register(registry);
  }

  private double age(Dates dates) {
    return Duration.between(dates.receivedAt(), clock.instant()).toSeconds();
  }

  private double remaining(Dates dates) {
    return Duration.between(clock.instant(), dates.validUntil()).toSeconds();
  }
}
