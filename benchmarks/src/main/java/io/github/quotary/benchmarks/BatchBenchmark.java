package io.github.quotary.benchmarks;

import io.github.quotary.verify.BatchQuote;
import io.github.quotary.verify.BatchSummary;
import io.github.quotary.verify.BatchVerifier;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a verdict cost among many? Quotes of all hosts, in random order, through a {@code
 * BatchVerifier} whose sink counts them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 30, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters, and setUp the rest.
public class BatchBenchmark {
  private static final int QUOTES = 3200;

  /**
   * Verifications of each quote, at least, before anything is measured: until then the keys that
   * will get tables have them.
   */
  private static final int ROUNDS_TO_SETTLE = 8;

  /** The signature engine. */
  @Param({"BC", "JAVA", "NATIVE", "HYBRID", "ACCP", "CONSCRYPT"})
  public Engine engine;

  /** What is cached between quotes. */
  @Param("PLATFORM")
  public CacheLevel kept;

  /** Number of verifying threads, including the calling one. */
  @Param({"1", "2"})
  public int threads;

  /** Number of hosts. */
  @Param({"64", "1000"})
  public int hosts;

  private final List<List<BatchQuote>> batches = new ArrayList<>();
  private BatchVerifier batch;
  private int next;
  private long counted;

  /** Creates the hosts' quotes and verifies each once. */
  @Setup
  public void setUp() {
    Fleet fleet = Fleet.of(hosts, 4);
    QuoteOrder order = new QuoteOrder();
    order.fill(0);
    List<ByteBuffer> all = fleet.quotes();
    for (int of = 0; of < Math.max(1, 2 * hosts / QUOTES); of++) {
      List<BatchQuote> quotes = new ArrayList<>(QUOTES);
      for (int i = 0; i < QUOTES; i++) {
        ByteBuffer quote = all.get(order.next(all.size()));
        quotes.add(BatchQuote.of(quote, fleet.collateral(), fleet.at()));
      }
      batches.add(quotes);
    }
    ExecutorService executor = Executors.newFixedThreadPool(threads, BatchBenchmark::helper);
    batch = BatchVerifier.builder(fleet.verifier(engine, kept)).executor(executor, threads).build();
    for (int round = 0; round < ROUNDS_TO_SETTLE * batches.size(); round++) {
      verify();
    }
  }

  /** Outlives the benchmark, because the CPU time of a terminated thread is not available. */
  private static Thread helper(Runnable work) {
    Thread thread = new Thread(work, "helper");
    thread.setDaemon(true);
    return thread;
  }

  /** A batch of verdicts. */
  @Benchmark
  @OperationsPerInvocation(QUOTES)
  public BatchSummary verify() {
    next = (next + 1) % batches.size();
    BatchSummary summary = batch.verify(batches.get(next), (index, quote, result) -> counted++);
    if (summary.trusted() != QUOTES) {
      throw new IllegalStateException("Not all were trusted: " + summary);
    }
    return summary;
  }

  /** Number of results that the sink received. */
  public long counted() {
    return counted;
  }
}
