package io.github.quotary.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** Quotary beside other verifiers, on the same quote, collateral and processor. */
final class PeerTable {
  /** Those that can be had, and how. */
  private static final List<Known> KNOWN =
      List.of(
          new Known(
              "@phala/dcap-qvl", "`cd benchmarks/peers && npm install && node peer.mjs` makes one"),
          new Known("Intel's quote verification library", "it is not among the benchmarks yet"));

  private final List<JvmRun> runs;
  private final List<PeerRun> peers;

  private record Known(String name, String how) {}

  /** Runs and peers on one processor. */
  PeerTable(List<JvmRun> runs, List<PeerRun> peers) {
    this.runs = runs;
    this.peers = peers;
  }

  @Override
  public String toString() {
    MarkdownTable table =
        new MarkdownTable(
            "verifier",
            "includes",
            "CPU time of the process:",
            "per second and core:",
            "wall time:");
    for (PeerRun peer : peers) {
      table.row(
          peer.peer() + ' ' + peer.version() + ", " + peer.runtime(),
          peer.includes(),
          Quantity.time(peer.processNanos()),
          "**" + Quantity.number(1e9 / peer.processNanos()) + "**",
          Quantity.time(peer.wallNanos()));
    }
    for (JvmRun run : runs) {
      for (Figure figure : Question.SAME_QUOTE.answers(run)) {
        double nanos = figure.processNanos().orElse(figure.wallNanos());
        table.row(
            "Quotary, " + lower(figure.param("engine")) + ", " + run.jdkName(),
            "kept: " + lower(figure.param("kept")),
            Quantity.time(nanos),
            "**" + Quantity.number(1e9 / nanos) + "**",
            Quantity.time(figure.wallNanos()));
      }
    }
    return (table.isEmpty() ? "" : table + "\n") + absent();
  }

  private String absent() {
    StringBuilder text = new StringBuilder();
    for (Known known : KNOWN) {
      if (peers.stream().noneMatch(peer -> peer.peer().equals(known.name()))) {
        text.append("Absent: ")
            .append(known.name())
            .append(" has no result for this processor; ")
            .append(known.how())
            .append(".\n");
      }
    }
    return text.toString();
  }

  private static String lower(String constant) {
    return constant.toLowerCase(Locale.ROOT);
  }
}
