package io.github.quotary.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How much more two threads do than one: the figures of {@code BatchBenchmark}, side by side. */
final class Scaling {
  private static final String INCLUDES =
      "`BatchBenchmark` with two threads over one: quotes in a second of wall time, which other work"
          + " on the machine spoils, and the CPU time of a quote, which would grow if the threads"
          + " waited for one another or fought for memory. At least 1.9 times is aimed at.";

  private final List<JvmRun> runs;

  /** Runs on one processor. */
  Scaling(List<JvmRun> runs) {
    this.runs = runs;
  }

  /** The section, or nothing if nothing was measured that it needs. */
  String section() {
    MarkdownTable table =
        new MarkdownTable(
            "engine",
            "hosts:",
            "JDK:",
            "one thread, quotes/s:",
            "two threads, quotes/s:",
            "times:",
            "CPU time of a quote, times:");
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
