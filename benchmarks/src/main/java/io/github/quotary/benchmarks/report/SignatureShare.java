package io.github.quotary.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** The share of signatures in a verdict's CPU time; only the rest depends on this code. */
final class SignatureShare {
  private static final String INCLUDES =
      "The counted signatures of a verdict at the cost of `EcdsaBenchmark.verify`: by keys"
          + " that the engine caches, such as Intel's own, and by keys that are new to it."
          + " The rest is parsing, hashing, comparing and the policy. The plain Java engine"
          + " verifies those of new collateral together, at a lower cost. Version 4, 64"
          + " hosts.";

  private final List<JvmRun> runs;

  /** Runs on one processor. */
  SignatureShare(List<JvmRun> runs) {
    this.runs = runs;
  }

  /** The section; empty if its figures were not measured. */
  String section() {
    MarkdownTable table =
        new MarkdownTable(
            "engine",
            "cached",
            "JDK:",
            "CPU time:",
            "by cached keys:",
            "one:",
            "by new keys:",
            "one:",
            "all:",
            "the rest:");
    for (JvmRun run : runs) {
      run.signatures().forEach((kept, count) -> rows(table, run, kept, count));
    }
    return table.isEmpty()
        ? ""
        : "### Where the time of a verdict goes\n\n" + INCLUDES + "\n\n" + table + "\n";
  }

  private static void rows(
      MarkdownTable table, JvmRun run, String kept, JvmRun.Signatures signatures) {
    for (Figure verdict : Question.VERIFY.answers(run)) {
      if (!verdict.params().entrySet().containsAll(params(kept).entrySet())) {
        continue;
      }
      OptionalDouble whole = verdict.cpuNanos();
      OptionalDouble byKept = signature(run, verdict.param("engine"), "KEPT");
      OptionalDouble byNew = signature(run, verdict.param("engine"), "NEW");
      if (whole.isPresent() && byKept.isPresent() && byNew.isPresent()) {
        double all =
            signatures.byKeptKeys() * byKept.getAsDouble()
                + signatures.byNewKeys() * byNew.getAsDouble();
        table.row(
            verdict.param("engine").toLowerCase(Locale.ROOT),
            kept.toLowerCase(Locale.ROOT),
            run.jdkName().replace("JDK ", ""),
            Quantity.time(whole),
            String.valueOf(signatures.byKeptKeys()),
            Quantity.time(byKept),
            String.valueOf(signatures.byNewKeys()),
            Quantity.time(byNew),
            Quantity.time(all),
            Quantity.time(Math.max(0, whole.getAsDouble() - all)));
      }
    }
  }

  private static OptionalDouble signature(JvmRun run, String engine, String key) {
    return run.find("EcdsaBenchmark.verify", 1, Map.of("engine", engine, "key", key))
        .map(Figure::cpuNanos)
        .orElse(OptionalDouble.empty());
  }

  private static Map<String, String> params(String kept) {
    return Map.of("kept", kept, "hosts", "64", "version", "4");
  }
}
