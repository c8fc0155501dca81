package io.github.quotary.cli.collateral;

import io.github.quotary.cli.option.VersionProvider;
import io.github.quotary.evidence.report.Headline;
import io.github.quotary.evidence.report.Provenance;
import io.github.quotary.pcs.document.DocumentFacts;
import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.ReceivedDocument;
import io.github.quotary.pki.TrustAnchor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** A bundle as text. */
public final class BundleViewText {
  private final BundleView view;
  private final StringBuilder text = new StringBuilder();

  private BundleViewText(BundleView view) {
    this.view = view;
  }

  /** The contents. */
  public static String show(BundleView view) {
    BundleViewText report = new BundleViewText(view);
    report.summary();
    report.line("");
    view.items().forEach(report::document);
    report.line("");
    report.line("Nothing was checked; use 'quotary collateral check'.");
    return report.text.toString();
  }

  /** A summary of what was fetched. */
  public static String summary(BundleView view) {
    BundleViewText report = new BundleViewText(view);
    report.summary();
    return report.text.toString();
  }

  /** The result of the check under a root. */
  public static String check(BundleView view, TrustAnchor anchor) {
    BundleViewText report = new BundleViewText(view);
    report.line(Headline.prefix(anchor) + report.headline());
    for (BundleView.Item item : view.items()) {
      report.line(
          "  "
              + item.problem().map(problem -> problem.id().replace('_', ' ')).orElse("good")
              + ": "
              + item.document().key()
              + (item.detail().isEmpty() ? "" : ": " + item.detail()));
    }
    view.bundle().missing().forEach(key -> report.line("  missing: " + key));
    report.line("");
    report.summary();
    report.line(Provenance.root(anchor));
    report.line("Checked at " + view.at() + " by " + VersionProvider.version());
    return report.text.toString();
  }

  private String headline() {
    int count = view.items().size();
    return switch (view.grade()) {
      case GOOD -> "GOOD: " + count + " documents, signed and current at " + view.at();
      case NOT_CURRENT -> "NOT CURRENT: genuine, but not valid at " + view.at();
      case BAD -> "BAD: not all of this can be used to verify quotes";
    };
  }

  private void summary() {
    Instant createdAt = view.bundle().createdAt();
    line(
        view.items().size()
            + " documents"
            + (createdAt.equals(Instant.EPOCH) ? "" : ", collected " + createdAt));
    view.platforms().forEach((platform, infos) -> line("  " + platform + ": " + dataSets(infos)));
    view.firstToExpire()
        .ifPresent(
            item ->
                line(
                    "Next expiry: "
                        + item.facts().orElseThrow().validUntil()
                        + ", "
                        + distance(item.facts().orElseThrow().validUntil())
                        + ", "
                        + item.document().key()));
  }

  private static String dataSets(List<BundleView.Item> infos) {
    return infos.stream()
        .map(
            item ->
                "evaluation data number "
                    + item.facts().map(facts -> Long.toString(facts.number())).orElse("unknown")
                    + " ("
                    + ((DocumentKey.TcbInfo) item.document().key()).update().id()
                    + ")")
        .collect(Collectors.joining(", "));
  }

  private void document(BundleView.Item item) {
    ReceivedDocument document = item.document();
    line(document.key().toString());
    if (item.facts().isEmpty()) {
      line("  cannot be parsed");
      return;
    }
    DocumentFacts facts = item.facts().get();
    if (document.key().isRevocationList()) {
      line("  CRL number " + facts.number());
    } else if (!(document.key() instanceof DocumentKey.EvaluationDataNumbers)) {
      line("  evaluation data number " + facts.number());
    }
    line("  issued " + facts.issueDate() + ", next update " + facts.nextUpdate());
    line(
        "  valid until "
            + facts.validUntil()
            + (facts.validUntil().equals(facts.nextUpdate()) ? "" : " (limited by a certificate)")
            + ", "
            + distance(facts.validUntil()));
    line(
        "  from "
            + document.origin()
            + (document.receivedAt().equals(Instant.EPOCH) ? "" : ", " + document.receivedAt()));
  }

  private String distance(Instant until) {
    Duration left = Duration.between(view.at(), until);
    String days = words(left.abs());
    return left.isNegative() ? "EXPIRED " + days + " ago" : "in " + days;
  }

  private static String words(Duration duration) {
    if (duration.toHours() < 48) {
      return duration.toHours() + " hours";
    }
    return duration.toDays() + " days";
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
