package io.github.quotary.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * CPU time per operation in addition to JMH's wall time, and what else a reader must know: other
 * work on the machine slows an operation down in both, since threads share cores, caches and the
 * clock.
 *
 * <ul>
 *   <li>{@value #JAVA}: nanoseconds of all Java threads;
 *   <li>{@value #PROCESS}: nanoseconds of the whole process, with garbage collection and
 *       compilation;
 *   <li>{@value #UNIT}: nanoseconds of the report's {@link Unit}, half measured before the
 *       iteration and half after it;
 *   <li>{@value #OTHERS}: how many cores other work used during the iteration.
 * </ul>
 */
public final class CpuTimeProfiler implements InternalProfiler {
  /** Name of the figure for Java threads. */
  public static final String JAVA = "cpu.java.norm";

  /** Name of the figure for the process. */
  public static final String PROCESS = "cpu.process.norm";

  /** Name of the report's unit. */
  public static final String UNIT = "unit";

  /** Name of the figure for other work. */
  public static final String OTHERS = "others.cores";

  private OptionalDouble unitBefore = OptionalDouble.empty();
  private OtherWork others = OtherWork.begin();
  private long javaBefore;
  private long processBefore;

  /** Called by JMH. */
  public CpuTimeProfiler() {}

  @Override
  public String getDescription() {
    return "CPU time per operation, the report's unit, and other work on the machine";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    unitBefore = Unit.nanos();
    others = OtherWork.begin();
    javaBefore = javaNanos();
    processBefore = processNanos();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    long java = javaNanos() - javaBefore;
    long process = processNanos() - processBefore;
    OptionalDouble cores = others.cores();
    OptionalDouble unitAfter = Unit.nanos();
    long operations = result.getMetadata().getAllOps();
    List<Result<?>> results = new ArrayList<>();
    if (operations > 0) {
      results.add(perOperation(JAVA, java, operations));
      results.add(perOperation(PROCESS, process, operations));
    }
    if (unitBefore.isPresent() && unitAfter.isPresent()) {
      double unit = (unitBefore.getAsDouble() + unitAfter.getAsDouble()) / 2;
      results.add(new ScalarResult(UNIT, unit, "ns", AggregationPolicy.AVG));
    }
    if (cores.isPresent()) {
      results.add(new ScalarResult(OTHERS, cores.getAsDouble(), "cores", AggregationPolicy.AVG));
    }
    return results;
  }

  private static ScalarResult perOperation(String name, long nanos, long operations) {
    return new ScalarResult(name, (double) nanos / operations, "ns/op", AggregationPolicy.AVG);
  }

  /** Threads that end in between are not counted; the benchmarks' threads do not end. */
  private static long javaNanos() {
    var threads = ManagementFactory.getThreadMXBean();
    long sum = 0;
    for (long id : threads.getAllThreadIds()) {
      sum += Math.max(0, threads.getThreadCpuTime(id));
    }
    return sum;
  }

  private static long processNanos() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getProcessCpuTime();
  }
}
