package io.github.quotary.domain.workload;

import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.CheckOutcome;
import io.github.quotary.domain.report.Finding;
import io.github.quotary.domain.report.Provenance;
import io.github.quotary.domain.report.QuoteStatement;
import io.github.quotary.policy.Violation;
import io.github.quotary.quote.TdReport;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.TcbStatus;
import io.github.quotary.tcb.TcbEvaluation;
import io.github.quotary.verify.VerificationContext;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Undecided;
import io.github.quotary.verify.VerificationResult.Verified;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The checks of one proof. */
final class QuoteChecks {
  private static final Set<String> GENUINE = Set.of("tee", "expired", "fromTheFuture");
  private static final Set<String> TCB =
      Set.of(
          "tcbStatus",
          "outOfDate",
          "advisoryIds",
          "refusedAdvisoryIds",
          "minTcbEvaluationDataNumber",
          "minTcbDate",
          "minQeSvn",
          "minPceSvn");

  /** A domain's identity is that of its workload, which its own policy states. */
  private static final String IDENTITY = VerificationContext.IDENTITY;

  private static final long DEBUG = 1;

  private final Assessment assessment;
  private final Provenance provenance;

  private QuoteChecks(Assessment assessment, Provenance provenance) {
    this.assessment = assessment;
    this.provenance = provenance;
  }

  static List<Finding> of(Assessment assessment, Provenance provenance) {
    QuoteChecks checks = new QuoteChecks(assessment, provenance);
    return List.of(checks.genuine(), checks.closed(), checks.patched());
  }

  static QuoteStatement statement(Assessment assessment, Provenance provenance) {
    VerificationResult result = assessment.verification().orElse(null);
    Optional<String> status = Optional.empty();
    List<String> advisories = List.of();
    Optional<Instant> end = Optional.empty();
    if (result instanceof Verified verified) {
      status = Optional.of(verified.tcb().status().intelName());
      advisories = List.copyOf(verified.tcb().advisoryIds());
      if (new QuoteChecks(assessment, provenance).genuine().outcome() == CheckOutcome.PASS) {
        end = Optional.of(verified.validity().earliestExpiration());
      }
    } else if (isRevoked(result)) {
      status = Optional.of(TcbStatus.REVOKED.intelName());
    }
    return new QuoteStatement(assessment.ref(), status, advisories, end);
  }

  private static boolean isRevoked(@Nullable VerificationResult result) {
    return result instanceof Rejected rejected && rejected.reason() == RejectReason.TCB_REVOKED;
  }

  private Finding genuine() {
    if (assessment.verification().isEmpty()) {
      return ref(Finding.incomplete(Check.Q_1, "no collateral is available to verify the quote"));
    }
    VerificationResult result = assessment.verification().get();
    if (result instanceof Rejected rejected) {
      return ref(
          Finding.fail(Check.Q_1, "the quote is rejected: " + words(rejected.reason()))
              .withDetail(rejected.detail()));
    } else if (result instanceof Undecided undecided) {
      return ref(Finding.incomplete(Check.Q_1, undecided.cause()));
    }
    Verified verified = (Verified) result;
    if (assessment.report().isEmpty()) {
      return ref(Finding.fail(Check.Q_1, "the quote is genuine, but not a TD quote"));
    }
    List<String> objections = objections(verified, GENUINE::contains);
    return ref(
        objections.isEmpty()
            ? Finding.pass(
                    Check.Q_1,
                    "the quote verifies up to " + provenance.rootWords() + waivers(verified))
                .withDetail(
                    "nothing this relies on expires before "
                        + verified.validity().earliestExpiration())
            : Finding.fail(
                    Check.Q_1, "the quote's certificates or collateral are not valid at this time")
                .withDetails(objections));
  }

  private static String words(RejectReason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The rules that the policy for quotes waives; other checks cover report data. */
  private static String waivers(Verified verified) {
    List<String> waived =
        verified.waived().stream()
            .filter(rule -> !rule.equals("reportData") && !rule.equals(IDENTITY))
            .toList();
    return waived.isEmpty() ? "" : "; waived for quotes: " + String.join(", ", waived);
  }

  private Finding closed() {
    if (isDebug()) {
      return ref(
          Finding.fail(Check.Q_2, "the TD is a debug TD: its host can read and write its memory"));
    }
    if (!(assessment.verification().orElse(null) instanceof Verified verified)) {
      return ref(Finding.skipped(Check.Q_2, "the quote is not verified"));
    }
    List<String> objections =
        new ArrayList<>(
            objections(
                verified,
                rule -> !GENUINE.contains(rule) && !TCB.contains(rule) && !rule.equals(IDENTITY)));
    assessment
        .report()
        .filter(report -> !report.mrSignerSeam().isZero() || !report.hasNoSeamAttributes())
        .ifPresent(report -> objections.add("the TDX module is not a production module"));
    return ref(
        objections.isEmpty()
            ? Finding.pass(
                Check.Q_2, "not a debug TD, a production TDX module, and no policy violation")
            : Finding.fail(Check.Q_2, "the TD does not meet the policy").withDetails(objections));
  }

  private boolean isDebug() {
    return assessment
        .report()
        .map(TdReport::tdAttributeBits)
        .filter(b -> (b & DEBUG) != 0)
        .isPresent();
  }

  private Finding patched() {
    VerificationResult result = assessment.verification().orElse(null);
    if (isRevoked(result)) {
      return ref(Finding.fail(Check.Q_3, "TCB status Revoked"));
    }
    if (!(result instanceof Verified verified)) {
      return ref(Finding.skipped(Check.Q_3, "the quote is not verified"));
    }
    TcbEvaluation tcb = verified.tcb();
    List<String> objections = objections(verified, TCB::contains);
    String summary = "TCB status " + tcb.status().intelName();
    String advisories =
        tcb.advisoryIds().isEmpty()
            ? "no advisories"
            : "advisories " + String.join(", ", tcb.advisoryIds());
    return ref(
        objections.isEmpty()
            ? Finding.pass(Check.Q_3, summary + ", " + advisories)
            : Finding.fail(Check.Q_3, summary).withDetails(objections).withDetail(advisories));
  }

  private static List<String> objections(Verified verified, Predicate<String> rules) {
    return verified.violations().stream()
        .filter(violation -> rules.test(violation.rule()))
        .map(QuoteChecks::text)
        .toList();
  }

  private static String text(Violation violation) {
    return violation.rule() + " is " + violation.value() + "; expected " + violation.expected();
  }

  private Finding ref(Finding finding) {
    return finding.withRefs(assessment.ref());
  }
}
