package io.github.quotary.cli.batch;

import io.github.quotary.cli.option.VersionProvider;
import io.github.quotary.evidence.report.Headline;
import io.github.quotary.evidence.report.Provenance;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.TcbStatus;
import io.github.quotary.verify.BatchSummary;
import io.github.quotary.verify.VerificationContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The summary of a batch as text. */
public final class SummaryText {
  private SummaryText() {}

  /** One line in total, and one for each outcome that occurred. */
  public static String of(
      BatchSummary summary, String how, String times, VerificationContext context) {
    StringBuilder text = new StringBuilder(Headline.prefix(context.trustAnchor()));
    text.append(
        String.format(
            Locale.ROOT, "%,d quote%s", summary.quotes(), summary.quotes() == 1 ? "" : "s"));
    summary
        .elapsed()
        .ifPresent(
            time -> text.append(String.format(Locale.ROOT, " in %.2f s", time.toNanos() / 1e9)));
    summary
        .quotesPerSecond()
        .ifPresent(rate -> text.append(String.format(Locale.ROOT, ", %,.0f/s", rate)));
    text.append(" (").append(how).append(summary.cancelled() ? "; interrupted" : "").append(")\n");
    long trusted = context.statesIdentity() ? summary.trusted() : 0;
    long notTrusted = summary.verified() - trusted - summary.genuine();
    line(text, "trusted", trusted, "");
    line(text, "genuine", summary.genuine(), whose(context));
    line(text, "not trusted", notTrusted, counts(objections(summary), rule -> rule));
    line(text, "rejected", summary.rejected(), counts(summary.reasons(), RejectReason::name));
    line(text, "undecided", summary.undecided(), "");
    if (summary.verified() > 0) {
      text.append("  TCB status  ")
          .append(counts(summary.statuses(), TcbStatus::intelName))
          .append('\n');
    }
    return text.append("Times of verification: ")
        .append(times)
        .append('\n')
        .append(Provenance.root(context.trustAnchor()))
        .append("\nAs QVL ")
        .append(context.generation().version())
        .append(", policy SHA-256 ")
        .append(context.policy().sha256())
        .append("; by ")
        .append(VersionProvider.version())
        .append('\n')
        .toString();
  }

  /** All but the missing identity, which the caller left out and no quote can mend. */
  private static Map<String, Long> objections(BatchSummary summary) {
    Map<String, Long> violations = new LinkedHashMap<>(summary.violations());
    violations.remove(VerificationContext.IDENTITY);
    return violations;
  }

  private static String whose(VerificationContext context) {
    return context.policy().waived().contains(VerificationContext.IDENTITY)
        ? "whose TD it is was not checked"
        : "not trusted: say whose TD you expect";
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
