package io.github.quotary.ingress.run;

import io.github.quotary.ingress.config.DomainName;
import io.github.quotary.ingress.proxy.ProxyCounters;
import io.github.quotary.ingress.proxy.ProxyServer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/** Figures for Prometheus; their names begin with {@code quotary_ingress_}. Thread-safe. */
final class Meters {
  private static final String PREFIX = "quotary.ingress.";
  private static final double SECONDS_OF_A_DAY = 86_400;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final InstantSource clock;
  private final Map<DomainName, Instant> ends = new ConcurrentHashMap<>();
  private final Map<DomainName, Boolean> ready = new ConcurrentHashMap<>();
  private final Counter dnsErrors;
  private final Counter goodPasses;
  private final Counter failedPasses;
  private final Counter goodOrders;
  private final Counter failedOrders;
  private volatile boolean isEvidenceCurrent;

  Meters(InstantSource clock) {
    this.clock = clock;
    dnsErrors = registry.counter(PREFIX + "dns.errors");
    goodPasses = registry.counter(PREFIX + "passes", "result", "good");
    failedPasses = registry.counter(PREFIX + "passes", "result", "failed");
    goodOrders = registry.counter(PREFIX + "orders", "result", "issued");
    failedOrders = registry.counter(PREFIX + "orders", "result", "failed");
    Gauge.builder(PREFIX + "evidence.current", this, meters -> meters.isEvidenceCurrent ? 1 : 0)
        .description("1 if the published evidence is of what is served")
        .register(registry);
  }

  void dnsFailed() {
    dnsErrors.increment();
  }

  void passed(boolean isGood) {
    (isGood ? goodPasses : failedPasses).increment();
  }

  void ordered(boolean isIssued) {
    (isIssued ? goodOrders : failedOrders).increment();
  }

  void evidence(boolean isCurrent) {
    isEvidenceCurrent = isCurrent;
  }

  /** The end of the certificate that is served for a name. */
  void served(DomainName name, Instant end) {
    if (ends.put(name, end) == null) {
      Gauge.builder(PREFIX + "certificate.days", this, meters -> meters.days(name))
          .tags(Tags.of("name", name.toString()))
          .description("days until the served certificate ends")
          .register(registry);
    }
  }

  private double days(DomainName name) {
    Instant end = ends.getOrDefault(name, Instant.EPOCH);
    return (end.getEpochSecond() - clock.instant().getEpochSecond()) / SECONDS_OF_A_DAY;
  }

  /** Whether the last pass left a name as it should be. */
  void name(DomainName name, boolean isGood) {
    if (ready.put(name, isGood) == null) {
      Gauge.builder(PREFIX + "name.good", this, meters -> meters.isGood(name) ? 1 : 0)
          .tags(Tags.of("name", name.toString()))
          .description("1 if the last pass brought records, lock and certificate into order")
          .register(registry);
    }
  }

  private boolean isGood(DomainName name) {
    return ready.getOrDefault(name, false);
  }

  /** Figures of a listener, of which there is one. */
  void listener(ProxyServer server) {
    Gauge.builder(PREFIX + "connections.open", server, one -> one.counters().open())
        .register(registry);
    count(server, "connections.accepted", ProxyCounters::accepted);
    count(server, "connections.refused", ProxyCounters::refused);
    count(server, "handshakes.failed", ProxyCounters::failedHandshakes);
    count(server, "challenges.answered", ProxyCounters::challenges);
    count(server, "evidence.requests", ProxyCounters::evidenceRequests);
    count(server, "backend.errors", ProxyCounters::failedConnects);
    count(server, "bytes.in", ProxyCounters::bytesIn);
    count(server, "bytes.out", ProxyCounters::bytesOut);
  }

  private void count(ProxyServer server, String name, ToLongFunction<ProxyCounters> value) {
    FunctionCounter.builder(
            PREFIX + name, server, one -> (double) value.applyAsLong(one.counters()))
        .register(registry);
  }

  /** The text that Prometheus takes. */
  String text() {
    return registry.scrape();
  }
}
