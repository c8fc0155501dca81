package io.github.quotary.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.vector.VectorCatalogue;
import io.github.quotary.verify.CacheLimits;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.Verifier;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/** What does a verification cost of which nothing is cached, and whose input is at its limit? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 30, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters, and setUp the rest.
public class LargestInputBenchmark {
  private static final int MAX_COLLATERAL = 4 << 20;
  private static final int MAX_LIST = 1 << 20;

  /** What is as large as it may be. */
  @Param({"NOTHING", "TCB_INFO", "PCK_CRL"})
  public Largest largest;

  private Verifier verifier;
  private Evidence evidence;
  private Collateral collateral;

  /** What can be large. */
  public enum Largest {
    /** Evidence as it usually is. */
    NOTHING,
    /** White space before the TCB info fills the collateral up. */
    TCB_INFO,
    /** The PCK revocation list has as many serials as it may have bytes. */
    PCK_CRL
  }

  /** Creates the evidence, and verifies it once. */
  @Setup
  public void setUp() {
    Simulator simulator = Simulator.seeded(VectorCatalogue.SEED);
    evidence = simulator.evidence(Scenario.upToDate());
    if (largest == Largest.PCK_CRL) {
      int serials = 1;
      for (int more = 1 << 14; more > 0; more /= 2) {
        if (simulator.evidence(revoking(serials + more)).pckCrl().length() / 2 <= MAX_LIST) {
          serials += more;
        }
      }
      evidence = simulator.evidence(revoking(serials));
    }
    collateral = Collateral.fromJson(evidence.collateralJson().getBytes(UTF_8));
    if (largest == Largest.TCB_INFO) {
      String padding = " ".repeat((int) (MAX_COLLATERAL - collateral.size()));
      collateral =
          Collateral.builder()
              .pckCrlIssuerChain(collateral.pckCrlIssuerChain())
              .rootCaCrl(collateral.rootCaCrl())
              .pckCrl(collateral.pckCrl())
              .tcbInfoIssuerChain(collateral.tcbInfoIssuerChain())
              .tcbInfo((padding + new String(collateral.tcbInfo(), UTF_8)).getBytes(UTF_8))
              .qeIdentityIssuerChain(collateral.qeIdentityIssuerChain())
              .qeIdentity(collateral.qeIdentity())
              .build();
    }
    verifier =
        Verifier.builder()
            .trustAnchor(TrustAnchor.of(evidence.rootPem().getBytes(UTF_8)))
            .engine(Engine.BC.make())
            .cache(CacheLimits.none())
            .build();
    Fleet.requireVerified(verify());
  }

  private static Scenario revoking(int serials) {
    List<BigInteger> all =
        IntStream.range(0, serials)
            .mapToObj(i -> BigInteger.TWO.pow(155).add(BigInteger.valueOf(i)))
            .toList();
    return Scenario.upToDate().withPki(pki -> pki.withPckCrl(pki.pckCrl().withRevoked(all)));
  }

  /** From the bytes to the verdict. */
  @Benchmark
  public VerificationResult verify() {
    return verifier.verify(ByteBuffer.wrap(evidence.quote()), collateral, evidence.at());
  }
}
