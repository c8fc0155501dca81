package io.github.quotary.benchmarks.report;

import io.github.quotary.benchmarks.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes {@code REPORT.md} and its charts from the JSON files of a folder of results.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar io.github.quotary.benchmarks.report.Report [FOLDER]
 * </pre>
 */
public final class Report {
  private static final String COMMAND = "java -jar benchmarks/target/benchmarks.jar ";

  private static final String INTRODUCTION =
      """
      # What Quotary costs

      Written by `io.github.quotary.benchmarks.report.Report` from the JSON files in this folder,
      which contain every figure. CPU time is that of all Java threads for one operation: the
      median of all iterations of all forks. Other work on the machine hardly affects it, so rates
      are per second of one core's CPU time. Wall time is a median as well, with half of the 99.9 %
      confidence interval of its mean. Garbage collection and compilation run on their own threads
      and are included in the third time only.

      """;

  private final Path folder;
  private final Results results;
  private final StringBuilder text = new StringBuilder(INTRODUCTION);

  private Report(Path folder, Results results) {
    this.folder = folder;
    this.results = results;
  }

  /** Writes the report of {@code benchmarks/results} or of the folder given. */
  public static void main(String[] args) throws IOException {
    Path written = write(Path.of(args.length == 0 ? "benchmarks/results" : args[0]));
    System.out.println("Written: " + written);
  }

  /**
   * Writes the report and its charts into the folder.
   *
   * @return the report
   * @throws IllegalArgumentException if a JSON file of the folder is not a result file
   */
  static Path write(Path folder) throws IOException {
    Report report = new Report(folder, Results.read(folder));
    report.write();
    return Files.writeString(folder.resolve("REPORT.md"), report.text);
  }

  private void write() throws IOException {
    Set<String> cpus = new LinkedHashSet<>();
    results.runs().forEach(run -> cpus.add(run.cpu()));
    results.peers().forEach(peer -> cpus.add(peer.cpu()));
    if (cpus.isEmpty()) {
      text.append("Nothing has been measured.\n");
    }
    for (String cpu : cpus) {
      write(
          cpu,
          results.runs().stream().filter(run -> run.cpu().equals(cpu)).toList(),
          results.peers().stream().filter(peer -> peer.cpu().equals(cpu)).toList());
    }
    if (!results.older().isEmpty()) {
      text.append("Older results: ").append(String.join(", ", results.older())).append(".\n");
    }
  }

  private void write(String cpu, List<JvmRun> runs, List<PeerRun> peers) throws IOException {
    text.append("## ").append(cpu).append("\n\n");
    runs(runs, peers);
    if (!runs.isEmpty()) {
      targets(runs);
    }
    ChartWriter charts = new ChartWriter(folder, Machine.slug(cpu), runs);
    for (Question question : Question.values()) {
      FigureTable table = new FigureTable(question, runs);
      if (!table.isEmpty()) {
        text.append("### ").append(question.title()).append("\n\n");
        text.append(question.includes()).append("\n\n");
        for (String chart : charts.write(question)) {
          text.append("![").append(question.title()).append("](").append(chart).append(")\n\n");
        }
        text.append(table).append('\n');
      }
    }
    text.append(new Scaling(runs).section());
    text.append(new SignatureShare(runs).section());
    text.append("### Compared with other verifiers\n\n");
    text.append(
        "One quote, one thread, after a warm-up; the table shows what each figure includes.\n\n");
    text.append(new PeerTable(runs, peers)).append('\n');
  }

  private void runs(List<JvmRun> runs, List<PeerRun> peers) {
    MarkdownTable table =
        new MarkdownTable(
            "file", "ran on", "cores:", "begun", "arguments", "load before:", "load after:");
    for (JvmRun run : runs) {
      for (JvmRun.Command command : run.runs()) {
        table.row(
            run.file(),
            "JDK " + run.jdk() + ", " + run.vm() + ", " + run.os(),
            String.valueOf(run.cores()),
            command.begun(),
            command.arguments().isEmpty() ? "none" : '`' + command.arguments() + '`',
            String.valueOf(command.loadAtStart()),
            String.valueOf(command.loadAtEnd()));
      }
    }
    for (PeerRun peer : peers) {
      table.row(
          peer.file(),
          peer.runtime(),
          String.valueOf(peer.cores()),
          peer.measured(),
          "`node peer.mjs`",
          String.valueOf(peer.loadAtStart()),
          String.valueOf(peer.loadAtEnd()));
    }
    text.append(table).append('\n');
  }

  private void targets(List<JvmRun> runs) {
    text.append("### Targets\n\nPer second of one core's CPU time, on one thread.\n\n");
    List<String> heads = new ArrayList<>(List.of("", "must:", "aim:"));
    runs.forEach(run -> heads.add(run.jdkName()));
    heads.add("`" + COMMAND.strip() + " ...`");
    MarkdownTable table = new MarkdownTable(heads);
    for (Target target : Target.ALL) {
      List<String> cells =
          new ArrayList<>(
              List.of(
                  target.title(),
                  target.measure().text(target.must()),
                  target.measure().text(target.aim())));
      runs.forEach(run -> cells.add(target.verdict(run)));
      cells.add('`' + target.arguments() + '`');
      table.row(cells);
    }
    text.append(table).append('\n');
  }
}
