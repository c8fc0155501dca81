package io.github.quotary.benchmarks;

import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.verify.CacheLimits;
import io.github.quotary.verify.Verifier;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * How much memory do cached platforms take? The time is that of verifying each host's quote once
 * and is of little interest; the counter is the heap's growth. It excludes tables of keys, which
 * Bouncy Castle does not use.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters, and setUp the rest.
public class KeptMemoryBenchmark {
  /** Name of the counter. */
  public static final String KEPT_BYTES = "keptBytes";

  /** Room for all: the cache is a set of small sets, which do not fill evenly. */
  private static final int ROOM = 4;

  /** Number of hosts to verify and cache. */
  @Param("10000")
  public int platforms;

  private Fleet fleet;

  /** Creates the hosts' quotes. */
  @Setup
  public void setUp() {
    fleet = Fleet.of(platforms, 4);
  }

  /** Verifies each host once. */
  @Benchmark
  public Verifier keep(Counters counters) {
    long before = usedHeap();
    Verifier verifier =
        Verifier.builder()
            .policy(QuotePolicy.builder().waiveIdentity().build())
            .trustAnchor(fleet.anchor())
            .cache(new CacheLimits(1, ROOM * platforms, ROOM * platforms, Long.MAX_VALUE))
            .build();
    for (int i = 0; i < platforms; i++) {
      Fleet.requireVerified(verifier.verify(fleet.quotes().get(i), fleet.collateral(), fleet.at()));
    }
    counters.keptBytes = usedHeap() - before;
    int entries = verifier.platformCounters().entries();
    if (entries < platforms) {
      throw new IllegalStateException("Only " + entries + " of the platforms were cached");
    }
    return verifier;
  }

  /** Twice, because the first collection may make more memory collectable. */
  private static long usedHeap() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  /** The counter reported with the time. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Counters {
    /** Growth of the used heap. */
    public long keptBytes;
  }
}
