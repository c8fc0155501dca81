package io.github.quotary.crypto;

import java.security.Provider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Finds the fastest engine of those that pass the self-test. Here alone the core measures time: it
 * decides which engine answers, never what the answer is.
 */
final class EngineCalibration {
  /** Measuring ends after this many nanoseconds. */
  static final long BUDGET = 200_000_000;

  /** An engine is about as fast as another if it takes at most an eighth longer. */
  private static final int ABOUT = 8;

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
      leaveOut(engine.name(), fault.get());
    } else {
      engines.add(engine);
    }
  }

  /** Lets a provider take part, if it can. */
  void enter(Provider provider) {
    try {
      enter(new JcaP256(provider));
    } catch (IllegalArgumentException e) {
      leaveOut("jca:" + provider.getName(), String.valueOf(e.getMessage()));
    }
  }

  /** Lets a provider take part in a hybrid, if it can; why it cannot is said of the provider. */
  void enterHybrid(Provider provider) {
    try {
      EcdsaP256 hybrid = new HybridP256(provider, EcdsaP256.DEFAULT_TABLE_BYTES);
      if (EngineSelfTest.fault(hybrid).isEmpty()) {
        engines.add(ShadowP256.usual(hybrid));
      }
    } catch (IllegalArgumentException e) {
      // The provider itself was left out for the same reason.
      return;
    }
  }

  /** Notes an engine that cannot take part. */
  void leaveOut(String name, String reason) {
    faulty.add(new EngineChoice.Candidate(name, Optional.of(reason), 0));
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
    long[] known = unmeasured();
    long[] together = unmeasured();
    long[] unknown = unmeasured();
    P256Batch batch = EngineSelfTest.batchToMeasure();
    long start = ticker.getAsLong();
    long now = start;
    while (now - start < BUDGET) {
      for (int i = 0; i < known.length; i++) {
        long before = now;
        for (int k = 0; k < SLICE; k++) {
          EngineSelfTest.verifyOne(engines.get(i));
        }
        now = ticker.getAsLong();
        known[i] = Math.min(known[i], (now - before) / SLICE);
        if (engines.get(i).gainsByBatches()) {
          before = now;
          engines.get(i).verifyAll(batch);
          now = ticker.getAsLong();
          together[i] = Math.min(together[i], (now - before) / batch.size());
        } else {
          together[i] = known[i];
        }
        before = now;
        EngineSelfTest.verifyByNewKey(engines.get(i));
        now = ticker.getAsLong();
        unknown[i] = Math.min(unknown[i], now - before);
      }
    }
    return choice(known, together, unknown);
  }

  private long[] unmeasured() {
    long[] times = new long[engines.size()];
    Arrays.fill(times, Long.MAX_VALUE);
    return times;
  }

  /**
   * The fastest with a known key; of those that are about as fast, the fastest in a batch; of those
   * again, the fastest with a new key.
   */
  private static int fastest(long[] known, long[] together, long[] unknown) {
    int[] left = aboutFastest(IntStream.range(0, known.length).toArray(), known);
    left = aboutFastest(left, together);
    int fastest = left[0];
    for (int i : left) {
      fastest = unknown[i] < unknown[fastest] ? i : fastest;
    }
    return fastest;
  }

  /** Those of some engines that are about as fast as the fastest of them. */
  private static int[] aboutFastest(int[] some, long[] times) {
    long least = Arrays.stream(some).mapToLong(i -> times[i]).min().orElseThrow();
    return Arrays.stream(some).filter(i -> times[i] <= least + least / ABOUT).toArray();
  }

  private EngineChoice choice(long[] known, long[] together, long[] unknown) {
    List<EngineChoice.Candidate> candidates = new ArrayList<>();
    List<String> figures = new ArrayList<>();
    for (int i = 0; i < known.length; i++) {
      String name = engines.get(i).name();
      candidates.add(new EngineChoice.Candidate(name, Optional.empty(), known[i]));
      figures.add(
          String.format(
              Locale.ROOT,
              "%s %.1f us (in a batch: %.1f, new key: %.1f)",
              name,
              known[i] / 1e3,
              together[i] / 1e3,
              unknown[i] / 1e3));
    }
    int fastest = fastest(known, together, unknown);
    candidates.addAll(faulty);
    String reason =
        engines.get(fastest).name()
            + " was the fastest with a key that it knows, or as fast and faster in a batch: "
            + String.join(", ", figures)
            + " for a signature";
    for (EngineChoice.Candidate candidate : faulty) {
      reason += "; " + candidate.name() + " was left out: " + candidate.fault().orElseThrow();
    }
    return new EngineChoice(engines.get(fastest), reason, candidates);
  }
}
