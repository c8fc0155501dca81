package io.github.quotary.evidence.report;

import io.github.quotary.policy.Violation;
import io.github.quotary.quote.Quote;
import io.github.quotary.status.CheckResult;
import io.github.quotary.tcb.TcbExplanation;
import io.github.quotary.tcb.TcbTarget;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Undecided;
import io.github.quotary.verify.VerificationResult.Verified;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A verdict as text: the outcome, the reasons, the measurements, and what was not checked. */
public final class VerdictText {
  private final StringBuilder text = new StringBuilder();

  private VerdictText() {}

  /** The verdict. */
  public static String of(VerificationResult result, Provenance provenance) {
    VerdictText report = new VerdictText();
    report.line(Headline.of(result, provenance.isVector()));
    report.reasons(result);
    result.explanation().ifPresent(report::explanation);
    report.quote(result);
    report.context(result, provenance);
    return report.text.toString();
  }

  private void reasons(VerificationResult result) {
    if (result instanceof Verified verified) {
      for (Violation violation : verified.violations()) {
        line("  " + objection(violation));
      }
      if (!verified.tcb().advisoryIds().isEmpty()) {
        line("  advisories: " + String.join(", ", verified.tcb().advisoryIds()));
      }
    } else if (result instanceof Rejected rejected) {
      line("  " + rejected.detail());
      line("  " + status(rejected));
    }
    Advice.on(result).ifPresent(advice -> line("  to do: " + advice));
  }

  /** A rule of the policy that is violated, what the quote has, and what must be. */
  static String objection(Violation violation) {
    return "policy "
        + violation.rule()
        + ": "
        + violation.value()
        + "; expected "
        + violation.expected();
  }

  /** Intel's words for a rejection. */
  static String status(Rejected rejected) {
    return "stage "
        + rejected.reason().stage().id()
        + rejected.reason().qvlStatus().map(status -> ", " + status).orElse("")
        + ", "
        + rejected.reason().returnCode();
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

  private void quote(VerificationResult result) {
    if (result instanceof Verified verified) {
      quote(verified.verifiedQuote());
    } else if (result instanceof Rejected rejected) {
      rejected.unverifiedQuote().ifPresent(this::quote);
    } else if (result instanceof Undecided undecided) {
      quote(undecided.unverifiedQuote());
    }
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

  private void context(VerificationResult result, Provenance provenance) {
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
              + (verified.expired() ? " (EXPIRED)" : "")
              + CollateralAge.note(verified).map(note -> "; " + note).orElse(""));
    }
    text.append(provenance.text(result.context(), result.verifiedAt()));
    line(NotChecked.line(result));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
