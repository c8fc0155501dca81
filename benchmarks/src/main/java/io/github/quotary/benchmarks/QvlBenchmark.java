package io.github.quotary.benchmarks;

import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.qvl.IntelEngine;
import io.github.quotary.qvl.LoadOutcome;
import io.github.quotary.qvl.QvlLibrary;
import io.github.quotary.qvl.QvlVerdict;
import io.github.quotary.qvl.QvlVerifier;
import io.github.quotary.qvl.StageLibrary;
import io.github.quotary.qvl.StageVerifier;
import io.github.quotary.verify.Verifier;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How does this engine compare with Intel's code on the same quote and collateral, in one run? The
 * libraries are those that {@code -Dquotary.qvl.library} and {@code -Dquotary.qvl.stages.library}
 * name, or the installed ones; an unavailable side is skipped, with the reason. {@code
 * -Devidence=DIR} selects another quote than the project's own. Intel's DCAP library needs one,
 * because it trusts Intel's root only.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters, and setUp the rest.
public class QvlBenchmark {
  /** The side to measure. */
  public enum Side {
    /** This engine, always from raw bytes, like Intel's code. */
    OURS_FROM_RAW_BYTES,
    /** This engine with its default caches. */
    OURS,
    /** Intel's DCAP library, {@code tee_verify_quote} with supplemental data. */
    DCAP,
    /** Intel's low-level QVL, stage by stage. */
    QVL
  }

  /** The side to measure. */
  @Param public Side side;

  private VectorEvidence evidence;
  private IntelEngine verifier;

  /** Loads the side and verifies once. */
  @Setup
  public void setUp() {
    evidence = VectorEvidence.load();
    verifier =
        switch (side) {
          case OURS_FROM_RAW_BYTES -> ours(CacheLevel.NOTHING);
          case OURS -> ours(CacheLevel.PLATFORM);
          case DCAP -> new QvlVerifier(require(QvlLibrary.load()));
          case QVL -> new StageVerifier(require(StageLibrary.load()), evidence.anchor());
        };
    QvlVerdict verdict = verify();
    if (verdict.status().isEmpty()) {
      throw new IllegalStateException("The quote was not verified: " + verdict);
    }
  }

  private IntelEngine ours(CacheLevel kept) {
    TrustAnchor anchor = evidence.anchor();
    Verifier ours =
        Verifier.builder()
            .policy(QuotePolicy.builder().waiveIdentity().build())
            .trustAnchor(anchor)
            .engine(Engine.JAVA.make())
            .cache(kept.limits())
            .build();
    return (quote, collateral, at) ->
        QvlVerdict.withoutSupplementalData(ours.verify(quote, collateral, at));
  }

  private static <T> T require(LoadOutcome<T> outcome) {
    return outcome
        .library()
        .orElseThrow(() -> new IllegalStateException("LEFT OUT: " + outcome.message()));
  }

  /** One verdict. */
  @Benchmark
  public QvlVerdict verify() {
    return verifier.verify(evidence.quote(), evidence.collateral(), evidence.at());
  }
}
