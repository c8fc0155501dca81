package io.github.quotary.service.metrics;

import io.github.quotary.service.exchange.Answer;
import io.github.quotary.service.exchange.Handler;
import io.github.quotary.service.exchange.Request;
import io.github.quotary.service.exchange.VerdictListener;
import io.github.quotary.service.http.RequestListener;
import io.github.quotary.service.together.QueueListener;
import io.github.quotary.verify.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Counts requests, verdicts and chunks, and answers {@code GET /metrics} in Prometheus's text form.
 * Labels have few values: no client chooses one. Thread-safe.
 */
public final class ServiceMeters
    implements RequestListener, QueueListener, VerdictListener, Handler {
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<Verdict, LongAdder> single;
  private final Map<String, Map<Verdict, LongAdder>> others = new ConcurrentHashMap<>();
  private final Map<Series, Timer> requests = new ConcurrentHashMap<>();
  private final DistributionSummary chunks;
  private final Counter faults;

  /** What a time is measured for. */
  private record Series(String route, int status) {}

  /** Nothing was counted yet. */
  public ServiceMeters() {
    single = verdicts("/v1/verify");
    chunks =
        DistributionSummary.builder("quotary.together")
            .description("Quotes that were verified together.")
            .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64)
            .register(registry);
    faults =
        Counter.builder("quotary.faults")
            .description("Requests that failed by a bug of the service.")
            .register(registry);
  }

  private Map<Verdict, LongAdder> verdicts(String route) {
    Map<Verdict, LongAdder> verdicts = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      LongAdder count = new LongAdder();
      verdicts.put(verdict, count);
      FunctionCounter.builder("quotary.verdicts", count, LongAdder::sum)
          .tag("route", route)
          .tag("verdict", verdict.name().toLowerCase(Locale.ROOT))
          .description("Verdicts on quotes.")
          .register(registry);
    }
    return verdicts;
  }

  /** Shows a number as it is. */
  public void gauge(String name, String description, Supplier<Number> number) {
    Gauge.builder(name, number).description(description).register(registry);
  }

  @Override
  public void onAnswer(String route, int status, long nanoseconds) {
    requests
        .computeIfAbsent(new Series(route, status), this::timer)
        .record(nanoseconds, TimeUnit.NANOSECONDS);
  }

  private Timer timer(Series series) {
    return Timer.builder("quotary.requests")
        .description("Requests, from their headers to their answer.")
        .tag("route", series.route().isEmpty() ? "none" : series.route())
        .tag("status", Integer.toString(series.status()))
        .serviceLevelObjectives(
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            Duration.ofMillis(25),
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10))
        .register(registry);
  }

  @Override
  public void onFault(String route, RuntimeException fault) {
    faults.increment();
  }

  @Override
  public void onChunk(int size) {
    chunks.record(size);
  }

  @Override
  public void onVerdict(Verdict verdict) {
    count(single, verdict);
  }

  @Override
  public void onVerdict(String route, Verdict verdict) {
    count(others.computeIfAbsent(route, this::verdicts), verdict);
  }

  private static void count(Map<Verdict, LongAdder> verdicts, Verdict verdict) {
    LongAdder count = verdicts.get(verdict);
    if (count != null) {
      count.increment();
    }
  }

  @Override
  public Answer answer(Request request) {
    return new Answer(
        200,
        TYPE,
        Map.of("cache-control", "no-store"),
        registry.scrape().getBytes(StandardCharsets.UTF_8));
  }

  /** Stops measuring. */
  public void close() {
    registry.close();
  }
}
