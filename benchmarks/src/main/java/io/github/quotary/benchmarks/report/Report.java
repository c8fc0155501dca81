package io.github.quotary.benchmarks.report;

import io.github.quotary.benchmarks.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
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
      median of all iterations of all forks; rates are per second of one core's CPU time. Wall time
      is a median as well, with half of the 99.9 % confidence interval of its mean. Garbage
      collection and compilation run on their own threads and are included in the third time only.

      **One unit is one P-256 verification by Amazon's Corretto Crypto Provider with a key that is
      new to it**, from 64 raw bytes, measured in the same process before and after each iteration:
      machines differ, and a machine's clock moves from minute to minute, so that units compare
      better than microseconds do. Other work on the machine slows a benchmark down in CPU time as
      well. It is measured with every figure, and no report is written from figures during which it
      took more than a tenth of a core.

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
    try {
      Path written = write(Path.of(args.length == 0 ? "benchmarks/results" : args[0]));
      System.out.println("Written: " + written);
    } catch (IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /**
   * Writes the report and its charts into the folder.
   *
   * @return the report
   * @throws IllegalArgumentException if a JSON file of the folder is not a result file
   * @throws IllegalStateException if figures were measured on a loaded machine; nothing is written
   */
  static Path write(Path folder) throws IOException {
    Results results = Results.read(folder);
    OtherWorkLimit.check(results);
    Report report = new Report(folder, results);
    report.write();
    return Files.writeString(folder.resolve("REPORT.md"), report.text);
  }

  private void write() throws IOException {
    Set<String> cpus = new LinkedHashSet<>();
    results.runs().forEach(run -> cpus.add(run.cpu()));
    results.peers().forEach(peer -> cpus.add(peer.cpu()));
    results.ingress().forEach(run -> cpus.add(run.cpu()));
    results.services().forEach(run -> cpus.add(run.cpu()));
    if (cpus.isEmpty()) {
      text.append("Nothing has been measured.\n");
    }
    for (String cpu : cpus) {
      write(
          cpu,
          results.runs().stream().filter(run -> run.cpu().equals(cpu)).toList(),
          results.peers().stream().filter(peer -> peer.cpu().equals(cpu)).toList());
      results.ingress().stream()
          .filter(run -> run.cpu().equals(cpu))
          .forEach(run -> text.append(new IngressSection(run)));
      results.services().stream()
          .filter(run -> run.cpu().equals(cpu))
          .forEach(run -> text.append(new ServiceSection(run)));
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
        new MarkdownTable("file", "ran on", "cores:", "begun", "arguments", "other work, cores:");
    for (JvmRun run : runs) {
      OptionalDouble most = run.mostOtherCores();
      for (JvmRun.Command command : run.runs()) {
        table.row(
            run.file(),
            "JDK " + run.jdk() + ", " + run.vm() + ", " + run.os(),
            String.valueOf(run.cores()),
            command.begun(),
            command.arguments().isEmpty() ? "none" : '`' + command.arguments() + '`',
            atMost(most));
      }
    }
    for (PeerRun peer : peers) {
      table.row(
          peer.file(),
          peer.runtime(),
          String.valueOf(peer.cores()),
          peer.measured(),
          '`' + peer.command() + '`',
          atMost(peer.otherCores()));
    }
    text.append(table).append('\n');
  }

  /** Of all figures of a file. */
  private static String atMost(OptionalDouble cores) {
    return cores.isPresent()
        ? String.format(Locale.ROOT, "at most %.2f", cores.getAsDouble())
        : "not measured";
  }

  private void targets(List<JvmRun> runs) {
    text.append(
        "### Targets\n\nCPU time on one thread, from a quote's raw bytes to its `VerificationResult`.\n\n");
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
