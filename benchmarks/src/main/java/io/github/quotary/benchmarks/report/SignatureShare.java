package io.github.quotary.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** How much of a verdict's CPU time is signatures: what is left is ours to make faster. */
final class SignatureShare {
  private static final String INCLUDES =
      "Signatures that a verdict takes, counted, at the price of `EcdsaBenchmark.verify`: by keys"
          + " that the engine keeps, as Intel's own, and by keys that it meets for the first time."
          + " The rest is parsing, hashing, comparing and the policy. The plain Java engine"
          + " verifies those of new collateral together, for less than this price. Version 4, 64"
          + " hosts.";

  private final List<JvmRun> runs;

  /** Runs on one processor. */
  SignatureShare(List<JvmRun> runs) {
    this.runs = runs;
  }

  /** The section, or nothing if nothing was measured that it needs. */
  String section() {
    MarkdownTable table =
        new MarkdownTable(
            "engine",
            "kept",
            "JDK:",
            "CPU time:",
            "by kept keys:",
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
