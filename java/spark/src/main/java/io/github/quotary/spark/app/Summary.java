package io.github.quotary.spark.app;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.github.quotary.evidence.report.Headline;
import io.github.quotary.evidence.report.Provenance;
import io.github.quotary.spark.config.Producer;
import io.github.quotary.spark.config.VerifierSettings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What a table of verdicts comes to, by status and FMSPC. Its size does not depend on the rows: an
 * FMSPC is told of verified quotes alone, since others may name any.
 */
final class Summary {
  private final List<Group> groups;
  private final Map<String, Long> rules;

  private Summary(List<Group> groups, Map<String, Long> rules) {
    this.groups = groups;
    this.rules = rules;
  }

  /** Rows that have all this in common. */
  private record Group(
      String verdict,
      String outcome,
      boolean trusted,
      @Nullable String status,
      @Nullable String reason,
      @Nullable String fmspc,
      boolean misfit,
      long rows) {}

  /** Counts the rows: two passes over a few columns. */
  static Summary of(Dataset<Row> verdicts) {
    List<Group> groups =
        verdicts
            .groupBy(
                col("verdict"),
                col("outcome"),
                col("trusted"),
                col("tcb_status"),
                col("reason"),
                when(col("outcome").equalTo("verified"), col("fmspc"))
                    .otherwise(lit(null))
                    .as("fmspc"),
                expr("exists(bindings, each -> each.outcome = 'fails')"
                        + " OR event_log <=> 'mismatch'")
                    .as("misfit"))
            .count()
            .collectAsList()
            .stream()
            .map(
                row ->
                    new Group(
                        row.getString(0),
                        row.getString(1),
                        row.getBoolean(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getBoolean(6),
                        row.getLong(7)))
            .toList();
    Map<String, Long> rules = new TreeMap<>();
    verdicts
        .filter("size(violations) > 0")
        .selectExpr("explode(array_distinct(violations.rule)) AS rule")
        .groupBy("rule")
        .count()
        .collectAsList()
        .forEach(row -> rules.put(row.getString(0), row.getLong(1)));
    return new Summary(groups, rules);
  }

  /** The code of the worst row. */
  int exitCode() {
    int code = ExitCode.OK;
    for (Group each : groups) {
      code =
          ExitCode.heavier(
              code, ExitCode.of(each.outcome(), each.trusted(), each.reason(), each.misfit()));
    }
    return code;
  }

  long rows() {
    return groups.stream().mapToLong(Group::rows).sum();
  }

  /**
   * In lines of text.
   *
   * @param added how many rows were verified now
   */
  String text(String folder, long added, VerifierSettings settings) {
    StringBuilder text = new StringBuilder(Headline.prefix(settings.trustAnchor()));
    text.append(
        String.format(Locale.ROOT, "%,d rows in %s, %,d of them new%n", rows(), folder, added));
    line(text, "TRUSTED", "trusted", "");
    line(text, "GENUINE", "genuine", "");
    line(text, "NOT TRUSTED", "not trusted", counts(rules));
    line(text, "REJECTED", "rejected", counts(by(Group::reason)));
    line(text, "UNDECIDED", "undecided", "");
    Map<String, Long> statuses = by(Group::status);
    if (!statuses.isEmpty()) {
      text.append("  TCB status  ").append(counts(statuses)).append('\n');
    }
    for (String fmspc : by(Group::fmspc).keySet()) {
      Map<String, Long> own =
          groups.stream()
              .filter(each -> fmspc.equals(each.fmspc()))
              .collect(
                  Collectors.groupingBy(
                      each -> String.valueOf(each.status()),
                      TreeMap::new,
                      Collectors.summingLong(Group::rows)));
      text.append("  FMSPC ").append(fmspc).append("  ").append(counts(own)).append('\n');
    }
    return text.append(Provenance.root(settings.trustAnchor()))
        .append("\nAs QVL ")
        .append(settings.qvlGeneration().version())
        .append(", policy SHA-256 ")
        .append(settings.policy().sha256())
        .append("; by ")
        .append(Producer.name())
        .append('\n')
        .toString();
  }

  private Map<String, Long> by(Function<Group, @Nullable String> key) {
    Map<String, Long> counts = new TreeMap<>();
    for (Group each : groups) {
      String name = key.apply(each);
      if (name != null) {
        counts.merge(name, each.rows(), Long::sum);
      }
    }
    return counts;
  }

  private void line(StringBuilder text, String verdict, String words, String detail) {
    long rows =
        groups.stream().filter(each -> each.verdict().equals(verdict)).mapToLong(Group::rows).sum();
    if (rows > 0) {
      text.append(
              String.format(Locale.ROOT, "  %-11s %,d  %s", words, rows, detail).stripTrailing())
          .append('\n');
    }
  }

  private static String counts(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(each -> String.format(Locale.ROOT, "%s %,d", each.getKey(), each.getValue()))
        .collect(Collectors.joining(", "));
  }
}
