package io.github.quotary.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.ParsedCollateral;
import io.github.quotary.collateral.TrustedCollateral;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.vector.VectorCatalogue;
import io.github.quotary.status.Outcome;
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

/** What does new collateral cost, before the first quote is verified with it? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 30, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters, and setUp the rest.
public class CollateralBenchmark {
  private byte[] json;
  private Collateral collateral;
  private TrustAnchor anchor;

  /** Creates collateral, and trusts it once. */
  @Setup
  public void setUp() {
    Evidence evidence = Simulator.seeded(VectorCatalogue.SEED).evidence(Scenario.upToDate());
    json = evidence.collateralJson().getBytes(UTF_8);
    collateral = readJson();
    anchor = TrustAnchor.of(evidence.rootPem().getBytes(UTF_8));
    trust(Engine.BC.make()).orElseThrow();
  }

  /** Reads the outer JSON; the seven documents stay bytes. */
  @Benchmark
  public Collateral readJson() {
    return Collateral.fromJson(json);
  }

  /** Parses the seven documents: two signed JSON texts, three chains, two revocation lists. */
  @Benchmark
  public Outcome<ParsedCollateral> parse() {
    return ParsedCollateral.parse(collateral);
  }

  /** Parses them, and checks every chain and signature that does not depend on a quote. */
  @Benchmark
  public Outcome<TrustedCollateral> parseAndTrust(Signatures signatures) {
    return trust(signatures.ecdsa);
  }

  private Outcome<TrustedCollateral> trust(EcdsaP256 ecdsa) {
    return ParsedCollateral.parse(collateral).orElseThrow().trust(anchor, ecdsa);
  }

  /** Only trusting needs an engine. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // JMH sets the parameter, and setUp the rest.
  public static class Signatures {
    /** The signature engine. */
    @Param({"BC", "JAVA", "NATIVE", "HYBRID", "ACCP", "CONSCRYPT"})
    public Engine engine;

    private EcdsaP256 ecdsa;

    /** Creates the engine, and lets it trust the collateral once. */
    @Setup
    public void setUp(CollateralBenchmark benchmark) {
      ecdsa = engine.make();
      benchmark.trust(ecdsa).orElseThrow();
    }
  }
}
