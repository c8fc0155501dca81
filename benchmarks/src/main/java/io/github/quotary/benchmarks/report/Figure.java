package io.github.quotary.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.benchmarks.CpuTimeProfiler;
import io.github.quotary.benchmarks.KeptMemoryBenchmark;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * The result of one benchmark with one set of parameters.
 *
 * @param benchmark class and method, such as {@code VerifyBenchmark.verify}
 * @param params parameters by name, sorted
 * @param threads number of calling threads
 * @param wallNanos wall time of an operation, the median of the iterations
 * @param errorNanos half the 99.9 % confidence interval of their mean; absent for a single
 *     iteration
 * @param units CPU time of an operation, in the {@code Unit}s measured beside it: the median of the
 *     iterations' ratios; absent where the unit was not measured
 * @param secondary secondary results by JMH's names: medians of the iterations
 * @param percentiles wall time in nanoseconds by percentile, such as {@code 99.9}
 */
record Figure(
    String benchmark,
    Map<String, String> params,
    int threads,
    double wallNanos,
    OptionalDouble errorNanos,
    OptionalDouble units,
    Map<String, Double> secondary,
    Map<String, Double> percentiles) {
  private static final double SECOND = 1e9;

  /** Reads one element of the array that JMH writes. */
  static Figure of(JsonNode result) {
    JsonNode primary = result.path("primaryMetric");
    double unit = nanos(primary.path("scoreUnit").asText());
    Map<String, String> params = new TreeMap<>();
    result
        .path("params")
        .properties()
        .forEach(param -> params.put(param.getKey(), param.getValue().asText()));
    Map<String, Double> percentiles = new TreeMap<>();
    primary
        .path("scorePercentiles")
        .properties()
        .forEach(at -> percentiles.put(at.getKey(), at.getValue().asDouble() * unit));
    String name = result.path("benchmark").asText();
    return new Figure(
        name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
        params,
        result.path("threads").asInt(),
        wall(primary) * unit,
        number(primary.path("scoreError"), unit),
        units(result.path("secondaryMetrics")),
        secondary(result.path("secondaryMetrics")),
        percentiles);
  }

  /** JMH's score is the mean; if it lists the iterations, their median is used. */
  private static double wall(JsonNode primary) {
    JsonNode iterations = primary.path("rawData");
    return iterations.isEmpty() ? primary.path("score").asDouble() : median(iterations);
  }

  private static Map<String, Double> secondary(JsonNode metrics) {
    Map<String, Double> byName = new TreeMap<>();
    metrics
        .properties()
        .forEach(metric -> byName.put(metric.getKey(), median(metric.getValue().path("rawData"))));
    JsonNode others = metrics.path(CpuTimeProfiler.OTHERS).path("rawData");
    if (!others.isEmpty()) {
      byName.put(CpuTimeProfiler.OTHERS, worstFork(others));
    }
    return byName;
  }

  /** The largest of the forks' medians: quiet forks must not hide a loaded one. */
  private static double worstFork(JsonNode iterationsByFork) {
    double worst = 0;
    for (JsonNode fork : iterationsByFork) {
      double[] values =
          StreamSupport.stream(fork.spliterator(), false).mapToDouble(JsonNode::asDouble).toArray();
      worst = Math.max(worst, median(values));
    }
    return worst;
  }

  private static OptionalDouble units(JsonNode metrics) {
    double[] nanos = iterations(metrics.path(CpuTimeProfiler.JAVA).path("rawData"));
    double[] units = iterations(metrics.path(CpuTimeProfiler.UNIT).path("rawData"));
    if (nanos.length == 0 || nanos.length != units.length) {
      return OptionalDouble.empty();
    }
    double[] ratios = new double[nanos.length];
    for (int i = 0; i < nanos.length; i++) {
      ratios[i] = nanos[i] / units[i];
    }
    return OptionalDouble.of(median(ratios));
  }

  private static double[] iterations(JsonNode byFork) {
    return StreamSupport.stream(byFork.spliterator(), false)
        .flatMap(fork -> StreamSupport.stream(fork.spliterator(), false))
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  /** Of all iterations of all forks, so that an outlier, such as a pause, has little weight. */
  private static double median(JsonNode iterationsByFork) {
    return median(iterations(iterationsByFork));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** JMH writes "NaN" for unknown values. */
  private static OptionalDouble number(JsonNode node, double unit) {
    return node.isNumber() ? OptionalDouble.of(node.asDouble() * unit) : OptionalDouble.empty();
  }

  private static double nanos(String unit) {
    return switch (unit) {
      case "ns/op" -> 1;
      case "us/op" -> 1e3;
      case "ms/op" -> 1e6;
      case "s/op" -> SECOND;
      default -> throw new IllegalArgumentException("Unknown unit: " + unit);
    };
  }

  /** The class alone. */
  String benchmarkClass() {
    return benchmark.substring(0, benchmark.indexOf('.'));
  }

  /** The method alone. */
  String method() {
    return benchmark.substring(benchmark.indexOf('.') + 1);
  }

  /** A parameter's value; empty if there is no such parameter. */
  String param(String name) {
    return params.getOrDefault(name, "");
  }

  /** CPU time of an operation on Java's threads. */
  OptionalDouble cpuNanos() {
    return secondary(CpuTimeProfiler.JAVA);
  }

  /** The same with garbage collection and compilation. */
  OptionalDouble processNanos() {
    return secondary(CpuTimeProfiler.PROCESS);
  }

  /** Median wall time of an operation in units; where single operations were timed. */
  OptionalDouble medianUnits() {
    Double median = percentiles.get("50.0");
    return median == null ? OptionalDouble.empty() : unitsOf(median);
  }

  /** A time in units, by the median of those that were measured beside it. */
  OptionalDouble unitsOf(double nanos) {
    OptionalDouble unit = secondary(CpuTimeProfiler.UNIT);
    return unit.isPresent() ? OptionalDouble.of(nanos / unit.getAsDouble()) : unit;
  }

  /** Cores that other work used meanwhile, in the fork in which it used most. */
  OptionalDouble otherCores() {
    return secondary(CpuTimeProfiler.OTHERS);
  }

  /** Benchmark and parameters, as on the command line. */
  String command() {
    StringBuilder text = new StringBuilder(benchmark);
    params.forEach((name, value) -> text.append(" -p ").append(name).append('=').append(value));
    return text.toString();
  }

  /** Bytes allocated for an operation. */
  OptionalDouble bytes() {
    return secondary("gc.alloc.rate.norm");
  }

  /** Heap used by the cache. */
  OptionalDouble keptBytes() {
    return secondary(KeptMemoryBenchmark.KEPT_BYTES);
  }

  private OptionalDouble secondary(String name) {
    Double value = secondary.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** Operations in a second of one core's CPU time; of wall time, if CPU time is not known. */
  double perCoreSecond() {
    return SECOND / cpuNanos().orElse(wallNanos);
  }

  /** Operations of all threads in a second of wall time. */
  double perSecond() {
    return threads * SECOND / wallNanos;
  }
}
