package io.github.quotary.crypto;

import java.security.Provider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Finds the fastest engine of those that pass the self-test. Here alone the core measures time: it
 * decides which engine answers, never what the answer is.
 */
final class EngineCalibration {
  /** Measuring ends after this many nanoseconds. */
  static final long BUDGET = 200_000_000;

  /** Signatures between two looks at the time. */
  private static final int SLICE = 4;

  private final LongSupplier ticker;
  private final List<EcdsaP256> engines = new ArrayList<>();
  private final List<EngineChoice.Candidate> faulty = new ArrayList<>();

  /**
   * A calibration.
   *
   * @param ticker nanoseconds since some moment
   */
  EngineCalibration(LongSupplier ticker) {
    this.ticker = ticker;
  }

  /** A calibration by the JVM's own time. */
  static EngineCalibration byNanoTime() {
    return new EngineCalibration(System::nanoTime);
  }

  /** Lets an engine take part, if it passes the self-test. */
  void enter(EcdsaP256 engine) {
    Optional<String> fault = EngineSelfTest.fault(engine);
    if (fault.isPresent()) {
      faulty.add(new EngineChoice.Candidate(engine.name(), fault, 0));
    } else {
      engines.add(engine);
    }
  }

  /** Lets a provider take part, if it can. */
  void enter(Provider provider) {
    try {
      enter(new JcaP256(provider));
    } catch (IllegalArgumentException e) {
      faulty.add(
          new EngineChoice.Candidate(
              "jca:" + provider.getName(), Optional.of(String.valueOf(e.getMessage())), 0));
    }
  }

  /**
   * Measures the engines in turn, so that a pause of the machine hits all alike, and takes for each
   * the best time, which is the least disturbed.
   *
   * @throws IllegalStateException if no engine passed the self-test
   */
  EngineChoice choose() {
    if (engines.isEmpty()) {
      throw new IllegalStateException("No ECDSA engine passes its self-test: " + faulty);
    }
    long[] best = new long[engines.size()];
    Arrays.fill(best, Long.MAX_VALUE);
    long start = ticker.getAsLong();
    long now = start;
    while (now - start < BUDGET) {
      for (int i = 0; i < best.length; i++) {
        long before = now;
        for (int k = 0; k < SLICE; k++) {
          EngineSelfTest.verifyOne(engines.get(i));
        }
        now = ticker.getAsLong();
        best[i] = Math.min(best[i], (now - before) / SLICE);
      }
    }
    return choice(best);
  }

  private EngineChoice choice(long[] best) {
    List<EngineChoice.Candidate> candidates = new ArrayList<>();
    List<String> figures = new ArrayList<>();
    int fastest = 0;
    for (int i = 0; i < best.length; i++) {
      String name = engines.get(i).name();
      candidates.add(new EngineChoice.Candidate(name, Optional.empty(), best[i]));
      figures.add(String.format(Locale.ROOT, "%s %.1f us", name, best[i] / 1e3));
      if (best[i] < best[fastest]) {
        fastest = i;
      }
    }
    candidates.addAll(faulty);
    String reason =
        engines.get(fastest).name()
            + " was the fastest with a key that it knows: "
            + String.join(", ", figures)
            + " for a signature";
    for (EngineChoice.Candidate candidate : faulty) {
      reason += "; " + candidate.name() + " was left out: " + candidate.fault().orElseThrow();
    }
    return new EngineChoice(engines.get(fastest), reason, candidates);
  }
}
