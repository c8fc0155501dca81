package io.github.quotary.pcs.micrometer;

import io.github.quotary.verify.Verdict;
import io.github.quotary.verify.VerdictListener;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Micrometer meters of a {@link io.github.quotary.verify.Verifier}: its verdicts, and how long they
 * took. Thread-safe. No tag comes from a quote, so the number of meters is bounded.
 *
 * <ul>
 *   <li>{@code tdx.verdict}, a timer with {@code verdict}: {@code trusted}, {@code genuine}, {@code
 *       not_trusted}, {@code rejected} or {@code undecided}
 *   <li>{@code tdx.verdict.rejected}, a counter with {@code reason}: the name of the {@link
 *       io.github.quotary.status.RejectReason} in lower case, for example {@code
 *       pck_chain_pck_revoked}
 * </ul>
 */
@SuppressWarnings("exports") // its users require Micrometer themselves
public final class VerdictMeters implements VerdictListener {
  private static final String VERDICT = "tdx.verdict";

  private final MeterRegistry registry;
  private final Map<Verdict, Timer> timers = new EnumMap<>(Verdict.class);

  /** Meters in this registry; the timers are there from the start. */
  public VerdictMeters(MeterRegistry registry) {
    this.registry = registry;
    for (Verdict verdict : Verdict.values()) {
      timers.put(verdict, registry.timer(VERDICT, "verdict", tag(verdict)));
    }
  }

  @Override
  public void onVerdict(VerificationResult result, long nanoseconds) {
    Timer timer = timers.get(result.verdict());
    if (timer != null) {
      timer.record(nanoseconds, TimeUnit.NANOSECONDS);
    }
    if (result instanceof Rejected rejected) {
      registry.counter(VERDICT + ".rejected", "reason", tag(rejected.reason())).increment();
    }
  }

  private static String tag(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
