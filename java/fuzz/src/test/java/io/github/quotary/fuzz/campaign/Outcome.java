package io.github.quotary.fuzz.campaign;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a run did.
 *
 * @param target simple name
 * @param cpu of the JVM, the fuzzer's own work included
 * @param executions inputs that were tried
 * @param edges branches of the project's classes that were taken
 * @param features branches, each with how often an input took it
 * @param findings 1 if the run ended with one
 */
record Outcome(
    String target, Duration cpu, long executions, long edges, long features, int findings) {
  static final String HEAD =
      "| target | CPU seconds | executions | per CPU second | edges | features | findings |\n"
          + "|---|---:|---:|---:|---:|---:|---:|\n";

  private static final Pattern STATUS =
      Pattern.compile("^#(\\d+)\\s+[A-Z]\\w+\\s+cov: (\\d+) ft: (\\d+)", Pattern.MULTILINE);
  private static final Pattern EXECUTED =
      Pattern.compile("^stat::number_of_executed_units: (\\d+)", Pattern.MULTILINE);
  private static final Pattern FINDING =
      Pattern.compile(
          "^== Java Exception|^==\\d+== ?ERROR: libFuzzer|^FAILED|^ERROR: ", Pattern.MULTILINE);

  /** Takes it out of what the fuzzer said. */
  static Outcome read(String target, Duration cpu, String log) {
    long executions = 0;
    long edges = 0;
    long features = 0;
    Matcher status = STATUS.matcher(log);
    while (status.find()) {
      executions = Long.parseLong(status.group(1));
      edges = Long.parseLong(status.group(2));
      features = Long.parseLong(status.group(3));
    }
    Matcher executed = EXECUTED.matcher(log);
    if (executed.find()) {
      executions = Long.parseLong(executed.group(1));
    }
    return new Outcome(
        target, cpu, executions, edges, features, FINDING.matcher(log).find() ? 1 : 0);
  }

  String row() {
    return String.format(
        "| %s | %d | %,d | %,d | %,d | %,d | %d |%n",
        target,
        cpu.toSeconds(),
        executions,
        executions / Math.max(1, cpu.toSeconds()),
        edges,
        features,
        findings);
  }
}
