package io.github.quotary.benchmarks.report;

import io.github.quotary.benchmarks.ingress.Candidate;
import io.github.quotary.benchmarks.ingress.Measure;
import io.github.quotary.benchmarks.report.IngressRun.Series;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The ingress's proxy beside HAProxy, in one run. */
final class IngressSection {
  private static final String EXPLANATION =
      """
      `io.github.quotary.benchmarks.ingress.Beside` measures all of them in turn, in one run. A
      figure is the median of the rounds, with the least and the most; a ratio is the median of the
      rounds' ratios. All serve the same P-256 certificate, agree on keys by X25519, encrypt with
      AES-128-GCM, send no tickets, look for requests for evidence in the first bytes of a
      connection, and relay to the same backend on loopback. Clients (Netty with BoringSSL) and
      backend are one other process.

      A connection is a TCP connection, a full handshake, and a request of 64 bytes with its
      answer. Added latency is the median of such a request on open connections, less the median
      straight to the backend without TLS. Memory is resident memory after the load, while
      connections are idle that had an answer each. Start is the wall time from the start of the
      process to its first answer; ours is the proxy alone, with its key in a file.

      """;

  private static final Set<Measure> RATES =
      EnumSet.of(
          Measure.CONNECTIONS_TLS_1_3,
          Measure.CONNECTIONS_TLS_1_2,
          Measure.DOWNLOAD,
          Measure.UPLOAD);

  private final IngressRun run;
  private final StringBuilder text = new StringBuilder();

  IngressSection(IngressRun run) {
    this.run = run;
  }

  @Override
  public String toString() {
    text.setLength(0);
    text.append("\n### The ingress's proxy beside HAProxy, ").append(run.jdkName()).append("\n\n");
    text.append(EXPLANATION).append(facts());
    MarkdownTable table = table("must, BoringSSL");
    MarkdownTable byCpu = table("");
    for (Measure measure : Measure.values()) {
      row(table, IngressTarget.of(measure), Series::values, true);
      if (RATES.contains(measure)) {
        row(byCpu, IngressTarget.of(measure), IngressSection::perCore, false);
      }
    }
    text.append(table);
    text.append(
        "\nThe same per second of the proxy's own CPU time, which does not depend on how fast the"
            + " clients are:\n\n");
    return text.append(byCpu).append('\n').toString();
  }

  private static MarkdownTable table(String last) {
    List<String> heads =
        new ArrayList<>(
            List.of(
                "", "BoringSSL:", "JSSE:", "HAProxy:", "BoringSSL / HAProxy:", "JSSE / HAProxy:"));
    if (!last.isEmpty()) {
      heads.add(last);
    }
    return new MarkdownTable(heads);
  }

  private String facts() {
    return String.format(
        Locale.ROOT,
        "%s, begun %s, JDK %s, HAProxy %s, flags of ours `%s`; proxy on core %s, clients and"
            + " backend on core %s; %d rounds of %.1f s each; %d clients that open connections, %d"
            + " streams, %d connections asked in turn, %d idle ones; other work: at most %.2f"
            + " cores.\n\n",
        run.file(),
        fact("begun"),
        run.jdk(),
        fact("haproxy"),
        fact("javaFlags"),
        fact("proxyCores").isEmpty() ? "any" : fact("proxyCores"),
        fact("clientCores"),
        run.root().path("rounds").asInt(),
        run.root().path("secondsPerSample").asDouble(),
        run.root().path("concurrentClients").asInt(),
        run.root().path("streams").asInt(),
        run.root().path("turns").asInt(),
        run.root().path("idleConnections").asInt(),
        run.mostOtherCores());
  }

  private String fact(String name) {
    return run.root().path(name).asText();
  }

  /** What a table shows of a series. */
  private interface View {
    List<Double> of(Series series);
  }

  private static List<Double> perCore(Series series) {
    return quotients(series.values(), series.proxyCores());
  }

  private static List<Double> quotients(List<Double> above, List<Double> below) {
    return IntStream.range(0, Math.min(above.size(), below.size()))
        .mapToObj(i -> above.get(i) / below.get(i))
        .toList();
  }

  private void row(MarkdownTable table, IngressTarget target, View view, boolean isJudged) {
    Map<Candidate, List<Double>> seen = new EnumMap<>(Candidate.class);
    for (Candidate candidate : Candidate.values()) {
      Optional<Series> series = run.find(target.measure(), candidate);
      if (series.isEmpty()) {
        return;
      }
      seen.put(candidate, view.of(series.get()));
    }
    List<Double> boringSsl = seen.getOrDefault(Candidate.BORINGSSL, List.of());
    List<Double> jsse = seen.getOrDefault(Candidate.JSSE, List.of());
    List<Double> haproxy = seen.getOrDefault(Candidate.HAPROXY, List.of());
    List<Double> ratio = quotients(boringSsl, haproxy);
    List<String> cells = new ArrayList<>(List.of(target.title()));
    seen.values().forEach(values -> cells.add(spread(values)));
    cells.add(Quantity.number(median(ratio)));
    cells.add(Quantity.number(median(quotients(jsse, haproxy))));
    if (isJudged) {
      cells.add(target.verdict(median(boringSsl), median(ratio)));
    }
    table.row(cells);
  }

  private static String spread(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.isEmpty()
        ? Quantity.UNKNOWN
        : "**"
            + Quantity.number(median(sorted))
            + "** ("
            + Quantity.number(sorted.get(0))
            + " to "
            + Quantity.number(sorted.get(sorted.size() - 1))
            + ')';
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
