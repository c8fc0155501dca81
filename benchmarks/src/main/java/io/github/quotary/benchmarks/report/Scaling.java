package io.github.quotary.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The speed-up of two threads over one: the figures of {@code BatchBenchmark}, side by side. */
final class Scaling {
  private static final String INCLUDES =
      "`BatchBenchmark` with two threads over one: quotes per second of wall time, and the CPU time"
          + " per quote, which would grow if the threads waited for each other or competed for"
          + " memory. The target is at least 1.9 times.";

  private final List<JvmRun> runs;

  /** Runs on one processor. */
  Scaling(List<JvmRun> runs) {
    this.runs = runs;
  }

  /** The section; empty if its figures were not measured. */
  String section() {
    MarkdownTable table =
        new MarkdownTable(
            "engine",
            "hosts:",
            "JDK:",
            "one thread, quotes/s:",
            "two threads, quotes/s:",
            "times:",
            "CPU time per quote, times:");
    for (JvmRun run : runs) {
      for (Figure one : Question.BATCH.answers(run)) {
        if (one.param("threads").equals("1")) {
          twice(run, one).ifPresent(two -> row(table, run, one, two));
        }
      }
    }
    return table.isEmpty() ? "" : "### Two cores\n\n" + INCLUDES + "\n\n" + table + "\n";
  }

  private static Optional<Figure> twice(JvmRun run, Figure one) {
    Map<String, String> params = new TreeMap<>(one.params());
    params.put("threads", "2");
    return run.find(one.benchmark(), one.threads(), params);
  }

  private static void row(MarkdownTable table, JvmRun run, Figure one, Figure two) {
    String cpu =
        one.cpuNanos().isPresent() && two.cpuNanos().isPresent()
            ? times(two.cpuNanos().getAsDouble() / one.cpuNanos().getAsDouble())
            : "–";
    table.row(
        one.param("engine").toLowerCase(Locale.ROOT),
        one.param("hosts"),
        run.jdkName().replace("JDK ", ""),
        Quantity.number(one.perSecond()),
        Quantity.number(two.perSecond()),
        "**" + times(one.wallNanos() / two.wallNanos()) + "**",
        cpu);
  }

  private static String times(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }
}
