package io.github.quotary.cli.batch;

import io.github.quotary.status.RejectReason;
import io.github.quotary.status.TcbStatus;
import io.github.quotary.verify.BatchSummary;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The summary of a batch as text. */
public final class SummaryText {
  private SummaryText() {}

  /** One line in total, and one for each outcome that occurred. */
  public static String of(BatchSummary summary, String how) {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%,d quotes", summary.quotes()));
    summary
        .elapsed()
        .ifPresent(
            time -> text.append(String.format(Locale.ROOT, " in %.2f s", time.toNanos() / 1e9)));
    summary
        .quotesPerSecond()
        .ifPresent(rate -> text.append(String.format(Locale.ROOT, ", %,.0f/s", rate)));
    text.append(" (").append(how).append(summary.cancelled() ? "; cancelled" : "").append(")\n");
    long notTrusted = summary.verified() - summary.trusted();
    line(text, "trusted", summary.trusted(), "");
    line(text, "not trusted", notTrusted, counts(summary.violations(), rule -> rule));
    line(text, "rejected", summary.rejected(), counts(summary.reasons(), RejectReason::name));
    line(text, "undecided", summary.undecided(), "");
    if (summary.verified() > 0) {
      text.append("  TCB status  ")
          .append(counts(summary.statuses(), TcbStatus::intelName))
          .append('\n');
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String outcome, long count, String detail) {
    if (count > 0) {
      String line = String.format(Locale.ROOT, "  %-11s %,d  %s", outcome, count, detail);
      text.append(line.stripTrailing()).append('\n');
    }
  }

  private static <K> String counts(Map<K, Long> counts, Function<K, String> name) {
    return counts.entrySet().stream()
        .map(
            count ->
                String.format(Locale.ROOT, "%s %,d", name.apply(count.getKey()), count.getValue()))
        .collect(Collectors.joining(", "));
  }
}
