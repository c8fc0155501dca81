package io.github.quotary.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** How much of a verdict's CPU time is signatures: what is left is ours to make faster. */
final class SignatureShare {
  private static final String INCLUDES =
      "Signatures that a verdict takes, counted, at the price of `EcdsaBenchmark.verify`: of a kept"
          + " key where the platform is kept, else of a new one. The rest is parsing, hashing,"
          + " comparing and the policy. An engine with tables of keys that it has met may be faster"
          + " than this price, so that nothing is left for the rest. Version 4, 64 hosts.";

  private final List<JvmRun> runs;

  /** Runs on one processor. */
  SignatureShare(List<JvmRun> runs) {
    this.runs = runs;
  }

  /** The section, or nothing if nothing was measured that it needs. */
  String section() {
    MarkdownTable table =
        new MarkdownTable(
            "engine", "kept", "JDK:", "CPU time:", "signatures:", "one:", "all:", "the rest:");
    for (JvmRun run : runs) {
      run.signatures().forEach((kept, count) -> rows(table, run, kept, count));
    }
    return table.isEmpty()
        ? ""
        : "### Where the time of a verdict goes\n\n" + INCLUDES + "\n\n" + table + "\n";
  }

  private static void rows(MarkdownTable table, JvmRun run, String kept, int count) {
    String key = kept.equals("PLATFORM") ? "KEPT" : "NEW";
    for (Figure verdict : Question.VERIFY.answers(run)) {
      if (!verdict.params().entrySet().containsAll(params(kept).entrySet())) {
        continue;
      }
      OptionalDouble whole = verdict.cpuNanos();
      OptionalDouble one =
          run.find(
                  "EcdsaBenchmark.verify", 1, Map.of("engine", verdict.param("engine"), "key", key))
              .map(Figure::cpuNanos)
              .orElse(OptionalDouble.empty());
      if (whole.isPresent() && one.isPresent()) {
        double all = count * one.getAsDouble();
        table.row(
            verdict.param("engine").toLowerCase(Locale.ROOT),
            kept.toLowerCase(Locale.ROOT),
            run.jdkName().replace("JDK ", ""),
            Quantity.time(whole),
            String.valueOf(count),
            Quantity.time(one),
            Quantity.time(all),
            Quantity.time(Math.max(0, whole.getAsDouble() - all)));
      }
    }
  }

  private static Map<String, String> params(String kept) {
    return Map.of("kept", kept, "hosts", "64", "version", "4");
  }
}
