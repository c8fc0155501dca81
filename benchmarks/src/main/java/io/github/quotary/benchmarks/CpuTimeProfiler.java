package io.github.quotary.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * CPU time per operation, which other work on the machine hardly affects, in addition to JMH's wall
 * time.
 *
 * <ul>
 *   <li>{@value #JAVA}: nanoseconds of all Java threads;
 *   <li>{@value #PROCESS}: nanoseconds of the whole process, with garbage collection and
 *       compilation.
 * </ul>
 */
public final class CpuTimeProfiler implements InternalProfiler {
  /** Name of the figure for Java threads. */
  public static final String JAVA = "cpu.java.norm";

  /** Name of the figure for the process. */
  public static final String PROCESS = "cpu.process.norm";

  private long javaBefore;
  private long processBefore;

  /** Called by JMH. */
  public CpuTimeProfiler() {}

  @Override
  public String getDescription() {
    return "CPU time per operation";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    javaBefore = javaNanos();
    processBefore = processNanos();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    long java = javaNanos() - javaBefore;
    long process = processNanos() - processBefore;
    long operations = result.getMetadata().getAllOps();
    return operations == 0
        ? List.of()
        : List.of(perOperation(JAVA, java, operations), perOperation(PROCESS, process, operations));
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
