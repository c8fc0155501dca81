package io.github.quotary.service.envoy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.quote.Measurement;
import io.github.quotary.service.support.Platform;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DecisionCacheTest {
  private static final Evidence EVIDENCE =
      Simulator.seeded(7).evidence(Scenario.upToDate(QuoteShape.V4_TDX));
  private static final Collateral COLLATERAL =
      Collateral.fromJson(EVIDENCE.collateralJson().getBytes(StandardCharsets.UTF_8));

  /** A clock that is set by hand. */
  private static final class HandClock extends Clock {
    private Instant now = EVIDENCE.at();

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private final HandClock clock = new HandClock();
  private final AtomicInteger lookups = new AtomicInteger();

  private ExtAuthz service(Duration maxAge, int maxDecisions) {
    CollateralSource counting =
        key -> {
          lookups.incrementAndGet();
          return new CollateralSource.Lookup.Found(COLLATERAL);
        };
    return new ExtAuthz(
        Platform.verifier(EVIDENCE, Platform.anyTd(), counting),
        clock,
        new ExtAuthzOptions(
            "x-tdx-quote", new ReportDataBinding.None(), true, false, maxDecisions, maxAge),
        verdict -> {});
  }

  private static int ask(ExtAuthz service, byte[] quote) {
    return service.http(Map.of("x-tdx-quote", HexFormat.of().formatHex(quote))).status();
  }

  @Test
  void aDecisionIsRememberedForItsTime() {
    ExtAuthz service = service(Duration.ofHours(1), 10);
    assertEquals(200, ask(service, EVIDENCE.quote()));
    clock.now = clock.now.plus(Duration.ofMinutes(59));
    assertEquals(200, ask(service, EVIDENCE.quote()));
    assertEquals(1, lookups.get());
    clock.now = clock.now.plus(Duration.ofMinutes(1));
    assertEquals(200, ask(service, EVIDENCE.quote()));
    assertEquals(2, lookups.get());
    clock.now = clock.now.minus(Duration.ofMinutes(30));
    ask(service, EVIDENCE.quote());
    assertEquals(3, lookups.get(), "not before it was made");
  }

  @Test
  void aDecisionNeverOutlivesItsCollateral() {
    ExtAuthz service = service(Duration.ofDays(10_000), 10);
    assertEquals(200, ask(service, EVIDENCE.quote()));
    clock.now = clock.now.plus(Duration.ofDays(1000));
    assertEquals(403, ask(service, EVIDENCE.quote()));
  }

  @Test
  void aRefusalIsRememberedForAMinute() {
    ExtAuthz service = service(Duration.ofHours(1), 10);
    byte[] other = EVIDENCE.quote();
    other[220] ^= 1;
    assertEquals(403, ask(service, other));
    int first = lookups.get();
    clock.now = clock.now.plusSeconds(59);
    assertEquals(403, ask(service, other));
    assertEquals(first, lookups.get());
    clock.now = clock.now.plusSeconds(1);
    assertEquals(403, ask(service, other));
    assertEquals(2 * first, lookups.get());
  }

  @Test
  void theOneUsedLongestAgoGoes() {
    DecisionCache cache = new DecisionCache(2);
    DecisionCache.Entry entry =
        new DecisionCache.Entry(
            Decision.allow(Map.of()),
            Measurement.of(new byte[64]),
            clock.now,
            clock.now.plusSeconds(1));
    Measurement[] keys = new Measurement[3];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = Measurement.of(new byte[] {(byte) i});
    }
    cache.put(keys[0], entry);
    cache.put(keys[1], entry);
    assertTrue(cache.find(keys[0], clock.now).isPresent());
    cache.put(keys[2], entry);
    assertEquals(2, cache.size());
    assertEquals(Optional.empty(), cache.find(keys[1], clock.now));
    assertTrue(cache.find(keys[0], clock.now).isPresent());
  }

  @Test
  void itCanBeLeftOut() {
    ExtAuthz service = service(Duration.ofHours(1), 0);
    ask(service, EVIDENCE.quote());
    ask(service, EVIDENCE.quote());
    assertEquals(2, lookups.get());
    assertEquals(0, service.remembered());
  }
}
