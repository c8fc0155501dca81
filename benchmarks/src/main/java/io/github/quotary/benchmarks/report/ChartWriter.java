package io.github.quotary.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The charts for one processor: an overview; the tables have all figures. */
final class ChartWriter {
  private static final List<String> KEPT = List.of("NOTHING", "COLLATERAL", "CHAIN", "PLATFORM");
  private static final List<String> KEYS = List.of("NEW", "KEPT");

  private final Path folder;
  private final String prefix;
  private final List<JvmRun> runs;

  /**
   * A writer.
   *
   * @param prefix of the files' names
   * @param runs on one processor
   */
  ChartWriter(Path folder, String prefix, List<JvmRun> runs) {
    this.folder = folder;
    this.prefix = prefix;
    this.runs = runs;
  }

  /** Writes the charts for a question, if it has any and was measured; returns their names. */
  List<String> write(Question question) throws IOException {
    return switch (question) {
      case VERIFY ->
          write(
              "verify",
              "Verdicts, quotes of version 4 from 64 hosts, by what is cached",
              "VerifyBenchmark.verify",
              "kept",
              KEPT,
              Map.of("hosts", "64", "version", "4"));
      case ECDSA ->
          write(
              "ecdsa",
              "P-256 signatures, by whether the key was used before",
              "EcdsaBenchmark.verify",
              "key",
              KEYS,
              Map.of());
      default -> List.of();
    };
  }

  private List<String> write(
      String name,
      String title,
      String benchmark,
      String axis,
      List<String> categories,
      Map<String, String> params)
      throws IOException {
    BarChart chart = new BarChart(title, categories.stream().map(ChartWriter::lower).toList());
    for (JvmRun run : runs) {
      for (String engine : engines(run, benchmark)) {
        List<Double> values = new ArrayList<>();
        for (String category : categories) {
          Map<String, String> wanted = new HashMap<>(params);
          wanted.put("engine", engine);
          wanted.put(axis, category);
          values.add(run.find(benchmark, 1, wanted).map(Figure::perCoreSecond).orElse(Double.NaN));
        }
        chart.add(lower(engine) + ", " + run.jdkName(), values);
      }
    }
    if (chart.isEmpty()) {
      return List.of();
    }
    String file = prefix + '-' + name + ".svg";
    Files.writeString(folder.resolve(file), chart.svg());
    return List.of(file);
  }

  private static Set<String> engines(JvmRun run, String benchmark) {
    Set<String> engines = new LinkedHashSet<>();
    Stream<Figure> figures =
        run.figures().stream().filter(figure -> figure.benchmark().equals(benchmark));
    figures.forEach(figure -> engines.add(figure.param("engine")));
    return engines;
  }

  private static String lower(String constant) {
    return constant.toLowerCase(Locale.ROOT);
  }
}
