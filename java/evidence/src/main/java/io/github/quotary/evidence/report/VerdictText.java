package io.github.quotary.evidence.report;

import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.Violation;
import io.github.quotary.quote.Quote;
import io.github.quotary.status.CheckResult;
import io.github.quotary.tcb.QvlGeneration;
import io.github.quotary.tcb.TcbExplanation;
import io.github.quotary.tcb.TcbTarget;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Undecided;
import io.github.quotary.verify.VerificationResult.Verified;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A verdict as text: the outcome, the reasons, the measurements, and what was not checked. */
public final class VerdictText {
  private static final String REPORT_DATA = "reportData";

  private final StringBuilder text = new StringBuilder();

  private VerdictText() {}

  /** The verdict. */
  public static String of(
      VerificationResult result, Instant at, TrustAnchor anchor, QvlGeneration generation) {
    VerdictText report = new VerdictText();
    report.verdict(result);
    result.explanation().ifPresent(report::explanation);
    result.quote().ifPresent(report::quote);
    report.context(result, at, anchor, generation);
    return report.text.toString();
  }

  private void verdict(VerificationResult result) {
    if (result instanceof Verified verified) {
      String status = verified.tcb().status().intelName();
      line(
          verified.isTrusted()
              ? "TRUSTED: verified, TCB " + status
              : "NOT TRUSTED: verified, TCB " + status + ", but the policy objects");
      for (Violation violation : verified.violations()) {
        line(
            "  policy "
                + violation.rule()
                + ": "
                + violation.value()
                + "; expected "
                + violation.expected());
      }
      if (!verified.tcb().status().advice().isEmpty()) {
        line("  to do: " + verified.tcb().status().advice());
      }
      if (!verified.tcb().advisoryIds().isEmpty()) {
        line("  advisories: " + String.join(", ", verified.tcb().advisoryIds()));
      }
    } else if (result instanceof Rejected rejected) {
      line("REJECTED: " + rejected.reason());
      line("  " + rejected.detail());
      line(
          "  stage "
              + rejected.reason().stage().id()
              + rejected.reason().qvlStatus().map(status -> ", " + status).orElse("")
              + ", "
              + rejected.reason().returnCode());
    } else if (result instanceof Undecided undecided) {
      line("UNDECIDED: " + undecided.cause());
      line(undecided.retryable() ? "  a retry may help" : "  a retry will not help");
    }
  }

  private void explanation(TcbExplanation explanation) {
    explanation.shortfalls().forEach(shortfall -> line("  " + shortfall));
    explanation.nextBetter().ifPresent(next -> target("next better", next));
    explanation
        .upToDate()
        .filter(target -> !explanation.nextBetter().equals(Optional.of(target)))
        .ifPresent(target -> target("best", target));
  }

  private void target(String which, TcbTarget target) {
    line(
        "  "
            + which
            + ": "
            + target.status().intelName()
            + (target.resolvedAdvisoryIds().isEmpty()
                ? ""
                : ", without " + String.join(", ", target.resolvedAdvisoryIds())));
  }

  /** Every check, one a line. */
  public static String of(List<CheckResult> checks) {
    VerdictText report = new VerdictText();
    report.line("");
    report.line("Checks, in Intel's order");
    for (CheckResult check : checks) {
      report.line(
          String.format(
              Locale.ROOT,
              "  %-13s %-18s %s%s",
              check.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
              check.check().stage().id(),
              check.check(),
              check.problem().map(problem -> ": " + problem.detail()).orElse("")));
    }
    return report.text.toString();
  }

  private void quote(Quote quote) {
    line("");
    line(
        "Quote version "
            + quote.version()
            + ", "
            + quote.teeType().name().toUpperCase(Locale.ROOT)
            + ", id "
            + quote.id());
    ReportFields.of(quote.body())
        .forEach((name, value) -> line(String.format(Locale.ROOT, "  %-20s %s", name, value)));
  }

  private void context(
      VerificationResult result, Instant at, TrustAnchor anchor, QvlGeneration generation) {
    line("");
    if (result instanceof Verified verified) {
      line(
          "TCB date "
              + verified.tcb().tcbDate()
              + ", evaluation data number "
              + verified.tcb().tcbEvaluationDataNumber());
      line(
          "Collateral issued "
              + verified.validity().earliestIssue()
              + " to "
              + verified.validity().latestIssue()
              + ", first expiry "
              + verified.validity().earliestExpiration()
              + (verified.expired() ? " (EXPIRED)" : ""));
    }
    line("Verified at " + at + " under " + anchor.name() + ", as QVL " + generation.version());
    if (result instanceof Verified verified) {
      waived(verified.waived());
    } else {
      line("Nothing above is proven: the quote was not verified.");
    }
  }

  private void waived(List<String> waived) {
    for (String rule : waived) {
      if (!rule.equals(REPORT_DATA)) {
        line(rule + ": not checked, waived by the policy");
      }
    }
    line(
        waived.contains(REPORT_DATA)
            ? "report data: not checked"
            : "report data: compared with the policy's");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
