package io.github.quotary.benchmarks;

import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.util.List;
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
 * How long does the caller wait for one verdict, and how long in the worst of a hundred or of a
 * thousand cases? In wall time, so other work on the machine is included.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters, and setUp the rest.
public class LatencyBenchmark {
  /** The signature engine. */
  @Param({"BC", "JAVA", "NATIVE", "HYBRID", "ACCP", "CONSCRYPT"})
  public Engine engine;

  /** What is cached between quotes. */
  @Param public CacheLevel kept;

  /** Number of hosts. */
  @Param("64")
  public int hosts;

  private Fleet fleet;
  private List<ByteBuffer> quotes;
  private Verifier verifier;

  /** Creates the hosts' quotes and verifies each once. */
  @Setup
  public void setUp() {
    fleet = Fleet.of(hosts, 4);
    quotes = fleet.quotes();
    verifier = fleet.verifier(engine, kept);
  }

  /** One verdict. */
  @Benchmark
  public VerificationResult verify(QuoteOrder order) {
    return verifier.verify(quotes.get(order.next(quotes.size())), fleet.collateral(), fleet.at());
  }
}
