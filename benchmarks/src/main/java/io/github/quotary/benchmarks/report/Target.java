package io.github.quotary.benchmarks.report;

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
  private static final double MIB = 1 << 20;

  static final List<Target> ALL =
      List.of(
          verify("nothing cached, Bouncy Castle", "BC", "NOTHING", "64", 900, 3_000),
          verify("nothing cached, ACCP", "ACCP", "NOTHING", "64", 1_400, 3_000),
          verify("nothing cached, plain Java", "JAVA", "NOTHING", "64", 900, 3_000),
          verify("collateral cached, Bouncy Castle", "BC", "COLLATERAL", "1000", 2_400, 6_000),
          verify("collateral cached, plain Java", "JAVA", "COLLATERAL", "1000", 2_400, 6_000),
          verify("platform cached, Bouncy Castle", "BC", "PLATFORM", "64", 10_000, 30_000),
          verify("platform cached, plain Java", "JAVA", "PLATFORM", "64", 10_000, 30_000),
          new Target(
              "platform cached, plain Java: garbage",
              VERIFY,
              verifyParams("JAVA", "PLATFORM", "64"),
              Measure.BYTES,
              256,
              256),
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
        case BYTES -> figure.bytes();
        case KEPT_MIB -> {
          OptionalDouble bytes = figure.keptBytes();
          yield bytes.isPresent() ? OptionalDouble.of(bytes.getAsDouble() / MIB) : bytes;
        }
      };
    }

    boolean meets(double value, double bound) {
      return this == PER_CORE_SECOND ? value >= bound : value <= bound;
    }

    String text(double value) {
      return Quantity.number(value) + unit;
    }
  }

  private static Target verify(
      String title, String engine, String kept, String hosts, double must, double aim) {
    return new Target(
        title, VERIFY, verifyParams(engine, kept, hosts), Measure.PER_CORE_SECOND, must, aim);
  }

  private static Map<String, String> verifyParams(String engine, String kept, String hosts) {
    return Map.of("engine", engine, "kept", kept, "hosts", hosts, "version", "4");
  }

  /** The run's value on one thread, if it was measured. */
  OptionalDouble value(JvmRun run) {
    Optional<Figure> figure = run.find(benchmark, 1, params);
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
