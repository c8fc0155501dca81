package io.github.quotary.benchmarks;

import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TdReport;
import java.nio.ByteBuffer;
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
import org.openjdk.jmh.infra.Blackhole;

/** What does it cost to parse a quote, before anything is verified? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 30, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters, and setUp the rest.
public class ParseBenchmark {
  /** Version of the quote. */
  @Param({"4", "5"})
  public int version;

  private ByteBuffer quote;

  /** Creates a quote and verifies it once. */
  @Setup
  public void setUp() {
    Fleet fleet = Fleet.of(1, version);
    fleet.verifier(Engine.BC, CacheLevel.PLATFORM);
    quote = fleet.quotes().get(0);
  }

  /** Checks all lengths and reads three fields in place. */
  @Benchmark
  public void parse(Blackhole hole) {
    Quote parsed = Quote.parse(quote);
    TdReport report = (TdReport) parsed.body();
    hole.consume(parsed.version());
    hole.consume(report.tdAttributeBits());
    hole.consume(report.tdxModuleSvn());
  }

  /** The same, and copies the fields that a policy uses: MRTD, four RTMRs, report data. */
  @Benchmark
  public void parseAndCopy(Blackhole hole) {
    TdReport report = (TdReport) Quote.parse(quote).body();
    hole.consume(report.mrTd());
    for (int i = 0; i < 4; i++) {
      hole.consume(report.rtmr(i));
    }
    hole.consume(report.reportData());
  }
}
