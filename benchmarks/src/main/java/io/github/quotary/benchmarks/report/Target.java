package io.github.quotary.benchmarks.report;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A performance target.
 *
 * @param title of the row
 * @param benchmark class and method
 * @param params that select the figure
 * @param measure the quantity to compare
 * @param must the required bound
 * @param aim the desired bound
 */
record Target(
    String title,
    String benchmark,
    Map<String, String> params,
    Measure measure,
    double must,
    double aim) {

  private static final String VERIFY = "VerifyBenchmark.verify";
  private static final String BATCH = "BatchBenchmark.verify";
  private static final double MIB = 1 << 20;

  static final List<Target> ALL =
      List.of(
          batch("AVX-512 tier", "NATIVE_AVX512", 64, 0.10, 0.06),
          batch("AVX2 tier", "NATIVE_AVX2", 64, 0.15, 0.09),
          batch("AVX2 tier", "NATIVE_AVX2", 1_000, 0.18, 0.10),
          batch("AVX2 tier", "NATIVE_AVX2", 10_000, 0.30, 0.15),
          batch("mulx tier", "NATIVE_MULX", 64, 0.27, 0.18),
          besideAccp("plain Java", "JAVA", 10_000),
          besideAccp("AVX2 tier", "NATIVE_AVX2", 10_000),
          single("nothing cached, 64 hosts, plain Java", "JAVA", "NOTHING", 64, 8.2, 7),
          single("nothing cached, 64 hosts, AVX2 tier", "NATIVE_AVX2", "NOTHING", 64, 3.6, 2.5),
          single("a new host of 1,000, plain Java", "JAVA", "COLLATERAL", 1_000, 4.8, 4.2),
          single("a new host of 1,000, AVX2 tier", "NATIVE_AVX2", "COLLATERAL", 1_000, 2.0, 1.3),
          new Target(
              "one call, platform cached, 64 hosts, the fastest tier: p50",
              "LatencyBenchmark.verify",
              Map.of("engine", "NATIVE", "kept", "PLATFORM", "hosts", "64"),
              Measure.MEDIAN_UNITS,
              0.5,
              0.3),
          garbage("plain Java", "JAVA"),
          garbage("the fastest tier", "NATIVE"),
          new Target(
              "parsing a quote",
              "ParseBenchmark.parse",
              Map.of("version", "4"),
              Measure.PER_CORE_SECOND,
              5e6,
              15e6),
          new Target(
              "memory of 10,000 cached platforms",
              "KeptMemoryBenchmark.keep",
              Map.of("platforms", "10000"),
              Measure.KEPT_MIB,
              64,
              32));

  /** The quantity compared with the bounds. */
  enum Measure {
    /** More is better. */
    PER_CORE_SECOND("/s"),
    /** Less is better. */
    UNITS(" units"),
    /** Of single calls. Less is better. */
    MEDIAN_UNITS(" units"),
    /** Of the CPU time of the same by Amazon's provider. Less is better. */
    OF_ACCP(" of ACCP"),
    /** Less is better. */
    BYTES(" B"),
    /** Less is better. */
    KEPT_MIB(" MiB");

    private final String unit;

    Measure(String unit) {
      this.unit = unit;
    }

    OptionalDouble of(Figure figure) {
      return switch (this) {
        case PER_CORE_SECOND -> OptionalDouble.of(figure.perCoreSecond());
        case UNITS, OF_ACCP -> figure.units();
        case MEDIAN_UNITS -> figure.medianUnits();
        case BYTES -> figure.bytes();
        case KEPT_MIB -> quotient(figure.keptBytes(), OptionalDouble.of(MIB));
      };
    }

    boolean meets(double value, double bound) {
      return this == PER_CORE_SECOND ? value >= bound : value <= bound;
    }

    String text(double value) {
      return Quantity.number(value) + unit;
    }
  }

  private static OptionalDouble quotient(OptionalDouble a, OptionalDouble b) {
    return a.isPresent() && b.isPresent()
        ? OptionalDouble.of(a.getAsDouble() / b.getAsDouble())
        : OptionalDouble.empty();
  }

  private static Target batch(String title, String engine, int hosts, double must, double aim) {
    return new Target(
        String.format(Locale.ROOT, "in batches, platform cached, %,d hosts, %s", hosts, title),
        BATCH,
        batchParams(engine, hosts),
        Measure.UNITS,
        must,
        aim);
  }

  private static Target besideAccp(String title, String engine, int hosts) {
    return new Target(
        String.format(
            Locale.ROOT, "in batches, platform cached, %,d hosts, %s beside ACCP", hosts, title),
        BATCH,
        batchParams(engine, hosts),
        Measure.OF_ACCP,
        1,
        0.5);
  }

  private static Target garbage(String title, String engine) {
    return new Target(
        "in batches, platform cached, 64 hosts, " + title + ": garbage per quote",
        BATCH,
        batchParams(engine, 64),
        Measure.BYTES,
        256,
        256);
  }

  private static Map<String, String> batchParams(String engine, int hosts) {
    return Map.of(
        "engine", engine, "kept", "PLATFORM", "hosts", String.valueOf(hosts), "threads", "1");
  }

  private static Target single(
      String title, String engine, String kept, int hosts, double must, double aim) {
    return new Target(
        title,
        VERIFY,
        Map.of("engine", engine, "kept", kept, "hosts", String.valueOf(hosts), "version", "4"),
        Measure.UNITS,
        must,
        aim);
  }

  /** The run's value on one thread, if it was measured. */
  OptionalDouble value(JvmRun run) {
    OptionalDouble value = value(run, params);
    if (measure != Measure.OF_ACCP) {
      return value;
    }
    Map<String, String> ofAccp = new HashMap<>(params);
    ofAccp.put("engine", "ACCP");
    return quotient(value, value(run, ofAccp));
  }

  private OptionalDouble value(JvmRun run, Map<String, String> wanted) {
    Optional<Figure> figure = run.find(benchmark, 1, wanted);
    return figure.isPresent() ? measure.of(figure.get()) : OptionalDouble.empty();
  }

  /** In words: aim met, must met, must missed, not measured. */
  String verdict(JvmRun run) {
    OptionalDouble value = value(run);
    if (value.isEmpty()) {
      return "not measured";
    }
    String text = measure.text(value.getAsDouble());
    if (measure.meets(value.getAsDouble(), aim)) {
      return "**" + text + "**, aim met";
    }
    return measure.meets(value.getAsDouble(), must)
        ? "**" + text + "**, must met"
        : "**" + text + "**, must **missed**";
  }

  /** Arguments of the command that measures the figure. */
  String arguments() {
    StringBuilder text =
        new StringBuilder(benchmark.replace('.', ' ').replaceFirst(" .*", "")).append(' ');
    params.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            param ->
                text.append(
                    String.format(Locale.ROOT, "-p %s=%s ", param.getKey(), param.getValue())));
    return text.toString().strip();
  }
}
