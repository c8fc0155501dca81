package io.github.quotary.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.TreeSet;

/** The table of a question: a row for each figure, a column for each parameter. */
final class FigureTable {
  private static final List<String> PERCENTILES = List.of("50.0", "99.0", "99.9");

  private final Question question;
  private final List<JvmRun> runs;
  private final List<Figure> figures;
  private final boolean manyMethods;
  private final boolean manyThreads;
  private final List<String> params;

  /** The answers of all runs on one processor. */
  FigureTable(Question question, List<JvmRun> runs) {
    this.question = question;
    this.runs = runs;
    this.figures = runs.stream().flatMap(run -> question.answers(run).stream()).toList();
    this.manyMethods = figures.stream().map(Figure::method).distinct().count() > 1;
    this.manyThreads = figures.stream().mapToInt(Figure::threads).distinct().count() > 1;
    TreeSet<String> names = new TreeSet<>();
    figures.forEach(figure -> names.addAll(figure.params().keySet()));
    this.params = List.copyOf(names);
  }

  boolean isEmpty() {
    return figures.isEmpty();
  }

  @Override
  public String toString() {
    MarkdownTable table = new MarkdownTable(heads());
    for (JvmRun run : runs) {
      for (Figure figure : question.answers(run)) {
        table.row(cells(run, figure));
      }
    }
    return table.toString();
  }

  private List<String> heads() {
    List<String> heads = new ArrayList<>();
    if (manyMethods) {
      heads.add("method");
    }
    heads.addAll(params);
    if (manyThreads) {
      heads.add("threads:");
    }
    heads.add("JDK:");
    heads.addAll(
        switch (question) {
          case LATENCY -> List.of("p50:", "in units:", "p99:", "p99.9:", "mean:", "CPU time:");
          case KEPT_MEMORY -> List.of("bytes in total:", "bytes per host:");
          default ->
              List.of(
                  "CPU time:",
                  "in units:",
                  "per second and core:",
                  "wall time:",
                  "±:",
                  "CPU time with GC and JIT:",
                  "bytes allocated:");
        });
    return heads;
  }

  private List<String> cells(JvmRun run, Figure figure) {
    List<String> cells = new ArrayList<>();
    if (manyMethods) {
      cells.add(figure.method());
    }
    params.forEach(name -> cells.add(figure.param(name).toLowerCase(Locale.ROOT)));
    if (manyThreads) {
      cells.add(String.valueOf(figure.threads()));
    }
    cells.add(run.jdkName().replace("JDK ", ""));
    cells.addAll(
        switch (question) {
          case LATENCY -> latency(figure);
          case KEPT_MEMORY -> memory(figure);
          default -> cost(figure);
        });
    return cells;
  }

  private static List<String> cost(Figure figure) {
    return List.of(
        Quantity.time(figure.cpuNanos()),
        Quantity.number(figure.units()),
        "**" + Quantity.number(figure.perCoreSecond()) + "**",
        Quantity.time(figure.wallNanos()),
        Quantity.time(figure.errorNanos()),
        Quantity.time(figure.processNanos()),
        Quantity.bytes(figure.bytes()));
  }

  private static List<String> memory(Figure figure) {
    OptionalDouble bytes = figure.keptBytes();
    return List.of(
        Quantity.bytes(bytes),
        bytes.isPresent()
            ? Quantity.number(bytes.getAsDouble() / Integer.parseInt(figure.param("platforms")))
            : Quantity.UNKNOWN);
  }

  private static List<String> latency(Figure figure) {
    List<String> cells = new ArrayList<>();
    for (String percentile : PERCENTILES) {
      Double nanos = figure.percentiles().get(percentile);
      cells.add(Quantity.time(nanos == null ? OptionalDouble.empty() : OptionalDouble.of(nanos)));
    }
    cells.add(1, Quantity.number(figure.medianUnits()));
    cells.add(Quantity.time(figure.wallNanos()));
    cells.add(Quantity.time(figure.cpuNanos()));
    return cells;
  }
}
