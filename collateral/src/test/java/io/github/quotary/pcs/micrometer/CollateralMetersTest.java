package io.github.quotary.pcs.micrometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.pcs.cache.CachingCollateralSource;
import io.github.quotary.pcs.cache.CollateralEvent;
import io.github.quotary.pcs.client.PcsClient;
import io.github.quotary.pcs.client.PcsEndpoint;
import io.github.quotary.pcs.client.RetryPolicy;
import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.QuotePlatform;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.simulator.pcs.FakePcs;
import io.github.quotary.simulator.pcs.PcsDialect;
import io.github.quotary.simulator.pcs.PcsFault;
import io.github.quotary.simulator.pcs.PcsService;
import io.github.quotary.simulator.spec.Scenario;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CollateralMetersTest {
  private static final Scenario TDX = Scenario.upToDate();

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final Clock clock = Clock.fixed(TDX.at(), ZoneOffset.UTC);
  private final CollateralMeters meters =
      new CollateralMeters(registry, Clock.offset(clock, Duration.ofMinutes(5)));

  @Test
  void countsFetchesByEndpointAndOutcomeAndShowsDates() {
    try (FakePcs pcs = FakePcs.seeded(3).platform(TDX).dialect(PcsDialect.PCCS_V4).start()) {
      CollateralKey key =
          QuotePlatform.of(ByteBuffer.wrap(pcs.evidence(TDX).quote())).orElseThrow();
      PcsClient client =
          PcsClient.builder()
              .endpoint(PcsEndpoint.of(pcs.base()).withName("first"))
              .endpoint(PcsEndpoint.of(pcs.base()).withName("second"))
              .trustAnchor(
                  TrustAnchor.of(pcs.evidence(TDX).rootPem().getBytes(StandardCharsets.US_ASCII)))
              .retryPolicy(RetryPolicy.none())
              .clock(clock)
              .build();
      pcs.fault(PcsService.TCB_INFO, PcsFault.Content.WRONG_SIGNATURE, 1);
      CachingCollateralSource.builder(client)
          .executor(Runnable::run)
          .listener(meters)
          .build()
          .find(key);
    }
    assertEquals(1, fetches("first", "untrusted"));
    assertEquals(3, fetches("first", "ok"));
    assertEquals(1, fetches("second", "ok"));
    assertEquals(300, gauge("age", "rootcacrl"));
    long remaining = Duration.between(clock.instant(), TDX.tcbInfo().nextUpdate()).toSeconds();
    assertEquals(remaining - 300, gauge("remaining", "tcb-tdx-30a06d050000-standard"));
  }

  @Test
  void countsTheRest() {
    meters.onEvent(
        new CollateralEvent.StoreFailed(TDX.at(), DocumentKey.RootCaCrl.INSTANCE, "full"));
    assertEquals(1, registry.get("tdx.collateral.store.failures").counter().count());
    assertTrue(registry.find("tdx.collateral.stale").counters().isEmpty());
  }

  private double fetches(String endpoint, String outcome) {
    return registry
        .get("tdx.collateral.fetch")
        .tags("endpoint", endpoint, "outcome", outcome)
        .counter()
        .count();
  }

  private double gauge(String name, String document) {
    TimeGauge gauge = registry.get("tdx.collateral." + name).tag("document", document).timeGauge();
    return gauge.value(TimeUnit.SECONDS);
  }
}
