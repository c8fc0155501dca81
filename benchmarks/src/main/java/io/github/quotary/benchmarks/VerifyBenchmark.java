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
 * What does a verdict cost, from the quote's bytes to the result, including the policy? The quotes
 * of all hosts come in random order; the outer JSON of the collateral is already parsed.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 30, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters, and setUp the rest.
public class VerifyBenchmark {
  /** The signature engine. */
  @Param({"BC", "JAVA", "NATIVE", "HYBRID", "ACCP", "CONSCRYPT"})
  public Engine engine;

  /** What is cached between quotes. */
  @Param public CacheLevel kept;

  /** Number of hosts. */
  @Param({"1", "64", "1000"})
  public int hosts;

  /** Version of the quotes. */
  @Param({"4", "5"})
  public int version;

  private Fleet fleet;
  private List<ByteBuffer> quotes;
  private Verifier verifier;

  /** Creates the hosts' quotes and verifies each once. */
  @Setup
  public void setUp() {
    fleet = Fleet.of(hosts, version);
    quotes = fleet.quotes();
    verifier = fleet.verifier(engine, kept);
  }

  /** One verdict. */
  @Benchmark
  public VerificationResult verify(QuoteOrder order) {
    return verifier.verify(quotes.get(order.next(quotes.size())), fleet.collateral(), fleet.at());
  }

  /** The same without a copy of the quote. */
  @Benchmark
  public VerificationResult verifyInPlace(QuoteOrder order) {
    return verifier.verifyInPlace(
        quotes.get(order.next(quotes.size())), fleet.collateral(), fleet.at());
  }
}
