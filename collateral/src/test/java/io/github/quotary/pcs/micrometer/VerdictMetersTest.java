package io.github.quotary.pcs.micrometer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.Expected;
import io.github.quotary.policy.PolicyField;
import io.github.quotary.quote.Measurement;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import io.github.quotary.status.RejectReason;
import io.github.quotary.verify.Verdict;
import io.github.quotary.verify.Verifier;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class VerdictMetersTest {
  private static final long STEP = TimeUnit.MILLISECONDS.toNanos(3);
  private static final Scenario TDX = Scenario.upToDate();
  private static final Evidence EVIDENCE = Simulator.seeded(5).evidence(TDX);
  private static final Collateral COLLATERAL =
      Collateral.fromJson(EVIDENCE.collateralJson().getBytes(StandardCharsets.UTF_8));

  private final AtomicLong ticks = new AtomicLong();
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final Verifier verifier =
      Verifier.builder()
          .trustAnchor(TrustAnchor.of(EVIDENCE.rootPem().getBytes(StandardCharsets.US_ASCII)))
          .listener(new VerdictMeters(registry), () -> ticks.getAndAdd(STEP))
          .build();

  private Verdict verify(byte[] quote, Expected expected) {
    return verifier.verify(quote, COLLATERAL, EVIDENCE.at(), expected).verdict();
  }

  private static Expected mrTd(String hex) {
    return Expected.of(PolicyField.MR_TD, Measurement.fromHex(hex));
  }

  private Map<String, Long> verdicts() {
    Map<String, Long> counts = new TreeMap<>();
    for (Timer timer : registry.get("tdx.verdict").timers()) {
      counts.put(String.valueOf(timer.getId().getTag("verdict")), timer.count());
    }
    return counts;
  }

  private Map<String, Double> reasons() {
    Map<String, Double> counts = new TreeMap<>();
    for (Counter counter : registry.find("tdx.verdict.rejected").counters()) {
      counts.put(String.valueOf(counter.getId().getTag("reason")), counter.count());
    }
    return counts;
  }

  @Test
  void everyVerdictIsTimedUnderItsName() {
    assertEquals(
        Map.of("trusted", 0L, "genuine", 0L, "not_trusted", 0L, "rejected", 0L, "undecided", 0L),
        verdicts(),
        "a verdict that was not reached is 0, not absent");
    byte[] quote = EVIDENCE.quote();
    String mrTd = TDX.quote().td().get(TdField.MRTD);
    assertEquals(Verdict.TRUSTED, verify(quote, mrTd(mrTd)));
    assertEquals(Verdict.TRUSTED, verify(quote, mrTd(mrTd)));
    assertEquals(Verdict.GENUINE, verify(quote, Expected.nothing()));
    assertEquals(Verdict.NOT_TRUSTED, verify(quote, mrTd("01".repeat(48))));
    assertEquals(Verdict.REJECTED, verify(new byte[3], Expected.nothing()));
    assertEquals(Verdict.UNDECIDED, verifier.verify(quote, EVIDENCE.at()).verdict());
    assertEquals(
        Map.of("trusted", 2L, "genuine", 1L, "not_trusted", 1L, "rejected", 1L, "undecided", 1L),
        verdicts());
    Timer trusted = registry.get("tdx.verdict").tag("verdict", "trusted").timer();
    assertEquals(2 * STEP, trusted.totalTime(TimeUnit.NANOSECONDS));
  }

  @Test
  void rejectionsAreCountedByReason() {
    verify(new byte[3], Expected.nothing());
    verify(new byte[3], Expected.nothing());
    byte[] forged = EVIDENCE.quote().clone();
    forged[48 + 16] ^= 1;
    verify(forged, Expected.nothing());
    assertEquals(Map.of("quote_too_short", 2.0, "quote_invalid_signature", 1.0), reasons());
  }

  /** Nothing that a quote contains becomes a tag. */
  @Test
  void thereAreNoMoreMetersThanVerdictsAndReasons() {
    for (int i = 0; i < EVIDENCE.quote().length; i += 7) {
      byte[] damaged = EVIDENCE.quote().clone();
      damaged[i] ^= (byte) 0xff;
      verify(damaged, Expected.nothing());
    }
    for (String reason : reasons().keySet()) {
      RejectReason.valueOf(reason.toUpperCase(Locale.ROOT));
    }
    assertEquals(Verdict.values().length + reasons().size(), registry.getMeters().size());
  }
}
