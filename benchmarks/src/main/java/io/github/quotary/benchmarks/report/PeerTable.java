package io.github.quotary.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** Quotary compared with other verifiers, on the same quote, collateral and processor. */
final class PeerTable {
  private static final String PHALA = "@phala/dcap-qvl";

  private final List<JvmRun> runs;
  private final List<PeerRun> peers;

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
            "in units:",
            "per second and core:",
            "wall time:");
    for (PeerRun peer : peers) {
      table.row(
          peer.peer() + ' ' + peer.version() + ", " + peer.runtime(),
          peer.includes(),
          Quantity.time(peer.processNanos()),
          Quantity.number(peer.units()),
          "**" + Quantity.number(1e9 / peer.processNanos()) + "**",
          Quantity.time(peer.wallNanos()));
    }
    for (JvmRun run : runs) {
      for (Figure figure : Question.SAME_QUOTE.answers(run)) {
        double nanos = figure.processNanos().orElse(figure.wallNanos());
        table.row(
            "Quotary, " + lower(figure.param("engine")) + ", " + run.jdkName(),
            "cached: " + lower(figure.param("kept")),
            Quantity.time(nanos),
            Quantity.number(figure.unitsOf(nanos)),
            "**" + Quantity.number(1e9 / nanos) + "**",
            Quantity.time(figure.wallNanos()));
      }
    }
    return (table.isEmpty() ? "" : table + "\n") + absent();
  }

  private String absent() {
    StringBuilder text = new StringBuilder();
    if (peers.stream().noneMatch(peer -> peer.peer().equals(PHALA))) {
      text.append(absent(PHALA, "`Peer` makes one, as benchmarks/README.md says"));
    }
    if (runs.stream().allMatch(run -> Question.QVL.answers(run).isEmpty())) {
      text.append(
          absent(
              "Intel's quote verification library",
              "`QvlBenchmark` makes one where that library is"));
    } else {
      text.append(
          "Intel's library trusts Intel's root only and is compared in its own table above.\n");
    }
    return text.toString();
  }

  private static String absent(String peer, String how) {
    return "Missing: " + peer + " has no result for this processor; " + how + ".\n";
  }

  private static String lower(String constant) {
    return constant.toLowerCase(Locale.ROOT);
  }
}
