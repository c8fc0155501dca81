package io.github.quotary.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** The service under load, beside the batch of the plain Java engine in the same run. */
final class ServiceSection {
  private static final String EXPLANATION =
      """
      `io.github.quotary.benchmarks.service.ServiceLoad` starts `quotary serve`, once with the plain
      Java engine and once with the engine that it chooses itself, and lets h2load send the raw quote
      of one host over HTTP/2 without TLS, on loopback. A cost is all CPU time of the service's
      process, kernel included, for each request, after 600,000 requests; the batch's is that of its
      threads. The median of the rounds, with the least and the most.

      """;

  private final ServiceRun run;

  ServiceSection(ServiceRun run) {
    this.run = run;
  }

  @Override
  public String toString() {
    MarkdownTable table = new MarkdownTable("", "measured:");
    row(
        table,
        "batch, plain Java engine, 64 hosts, µs of CPU per quote, one thread",
        "batch.micros");
    row(table, "the same while every core does it, as under load", "batch.allCores.micros");
    row(table, "one thread, the same quote over and over", "same.micros");
    row(table, "service, plain Java engine, µs of CPU per request", "java.micros");
    row(table, "service, its own choice of engine, µs of CPU per request", "auto.micros");
    row(table, "service, plain Java engine, multiplexed, µs of CPU", "java.multiplexed.micros");
    row(table, "service, its own choice, multiplexed, µs of CPU", "auto.multiplexed.micros");
    ratio(table, "batch on all cores / service, plain Java engine", "java.micros");
    ratio(table, "batch on all cores / service, its own choice of engine", "auto.micros");
    ratio(table, "the same, plain Java engine, multiplexed", "java.multiplexed.micros");
    ratio(table, "the same, its own choice, multiplexed (must: 0.5)", "auto.multiplexed.micros");
    row(
        table,
        "requests per second, plain Java engine, h2load on the same cores",
        "java.perSecond");
    row(table, "half of that load: p50, ms", "half.p50Millis");
    row(table, "half of that load: p99, ms (must: 5)", "half.p99Millis");
    row(table, "overload: verdicts", "overload.verdicts");
    row(table, "overload: 429", "overload.refused");
    row(table, "overload: any other answer, or none", "overload.others");
    row(
        table,
        "overload: seconds from its end to the next verdict (must: 1)",
        "overload.recoverySeconds");
    row(table, "start to first verdict, s", "java.startSeconds");
    row(table, "idle connections", "idle.connections");
    row(table, "resident MiB before them", "idle.residentMibBefore");
    row(table, "resident MiB with them, while others ask", "idle.residentMib");
    return "\n### The service under load, "
        + run.jdkName()
        + "\n\n"
        + EXPLANATION
        + facts()
        + table
        + memory()
        + '\n';
  }

  private String facts() {
    return String.format(
        Locale.ROOT,
        "%s, begun %s, JDK %s, %d cores for service and h2load; %d connections, one request at a"
            + " time on each, multiplexed %d; overload: %d at a time on each; other work: at most %.2f cores.%n%n",
        run.file(),
        run.root().path("begun").asText(),
        run.root().path("jdk").asText(),
        run.root().path("cores").asInt(),
        run.root().path("connections").asInt(),
        run.root().path("multiplexedStreams").asInt(),
        run.root().path("overloadStreams").asInt(),
        run.mostOtherCores());
  }

  private void row(MarkdownTable table, String title, String name) {
    List<Double> values = run.values(name);
    if (!values.isEmpty()) {
      table.row(title, spread(values, run.median(name)));
    }
  }

  private void ratio(MarkdownTable table, String title, String name) {
    if (run.values(name).isEmpty()) {
      return;
    }
    table.row(
        title,
        "**" + Quantity.number(run.median("batch.allCores.micros") / run.median(name)) + "**");
  }

  private static String spread(List<Double> values, double median) {
    String middle = "**" + Quantity.number(median) + "**";
    return values.size() == 1
        ? middle
        : middle
            + " ("
            + Quantity.number(values.stream().mapToDouble(d -> d).min().orElse(median))
            + " to "
            + Quantity.number(values.stream().mapToDouble(d -> d).max().orElse(median))
            + ')';
  }

  private String memory() {
    List<Double> resident = run.values("steady.residentMib");
    if (resident.isEmpty()) {
      return "";
    }
    List<Double> files = run.values("steady.openFiles");
    int half = resident.size() / 2;
    return String.format(
        Locale.ROOT,
        "%n%d min of half the load: resident memory was %s MiB at most in the first half and %s"
            + " MiB in the second; open files were %.0f at the first look and %.0f at the last.%n",
        resident.size() / 4,
        Quantity.number(most(resident.subList(0, half))),
        Quantity.number(most(resident.subList(half, resident.size()))),
        files.get(0),
        files.get(files.size() - 1));
  }

  private static double most(List<Double> values) {
    return values.stream().mapToDouble(d -> d).max().orElse(0);
  }
}
