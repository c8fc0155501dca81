package io.github.quotary.verify;

import io.github.quotary.collateral.TrustedCollateral;
import io.github.quotary.pki.PckChain;
import io.github.quotary.quote.EnclaveReport;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TdAttribute;
import io.github.quotary.quote.TdReport;
import io.github.quotary.quote.TdReport15;
import io.github.quotary.status.TcbStatus;
import io.github.quotary.tcb.TcbEvaluation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Holds a verified quote against a policy; every demand that is not met becomes a violation. */
final class PolicyRules {
  /** Name of the check that no policy without an expectation can make. */
  static final String REPORT_DATA = "reportData";

  private static final long MAY_BE_SET =
      TdAttribute.ICSSD.mask()
          | TdAttribute.LASS.mask()
          | TdAttribute.PKS.mask()
          | TdAttribute.KL.mask();

  private final Policy policy;
  private final Instant at;
  private final List<Violation> violations = new ArrayList<>();

  private PolicyRules(Policy policy, Instant at) {
    this.policy = policy;
    this.at = at;
  }

  static List<Violation> evaluate(
      Policy policy,
      Instant at,
      Quote quote,
      PckChain chain,
      TrustedCollateral collateral,
      TcbEvaluation tcb,
      boolean expired) {
    PolicyRules rules = new PolicyRules(policy, at);
    rules.checkStatus(tcb.status());
    rules.checkDates(chain, collateral, expired);
    rules.checkBody(quote);
    return List.copyOf(rules.violations);
  }

  private void checkStatus(TcbStatus status) {
    if (!policy.acceptedTcbStatuses().contains(status)) {
      violate(
          "tcbStatus",
          status.intelName(),
          String.join(
              " or ",
              policy.acceptedTcbStatuses().stream().sorted().map(TcbStatus::intelName).toList()));
    }
  }

  private void checkDates(PckChain chain, TrustedCollateral collateral, boolean expired) {
    if (expired && !policy.allowExpired()) {
      violate(
          "expired",
          "a certificate, revocation list or signed document is out of date at " + at,
          "nothing expired");
    }
    Instant latest = chain.latestNotBefore();
    if (collateral.latestIssue().isAfter(latest)) {
      latest = collateral.latestIssue();
    }
    if (at.isBefore(latest) && !policy.allowFromTheFuture()) {
      violate(
          "fromTheFuture",
          "a certificate or signed document begins at " + latest,
          "nothing that begins after " + at);
    }
  }

  private void checkBody(Quote quote) {
    if (quote.body() instanceof EnclaveReport report && report.isDebug()) {
      violate("debug", "SGX attribute DEBUG is set", "no debug enclave");
    }
    if (quote.body() instanceof TdReport report) {
      checkTdAttributes(report);
    }
    if (quote.body() instanceof TdReport15 report && !report.hasNoServiceTd()) {
      violate("mrServiceTd", report.mrServiceTd().toString(), "all zero: no service TD");
    }
  }

  private void checkTdAttributes(TdReport report) {
    long bits = report.tdAttributeBits();
    String value = report.tdAttributes().toString();
    long mustBeSet = TdAttribute.SEPT_VE_DISABLE.mask();
    for (int bit = 0; bit < Long.SIZE; bit++) {
      long mask = 1L << bit;
      boolean set = (bits & mask) != 0;
      if (set && (MAY_BE_SET & mask) == 0 && mask != mustBeSet) {
        violate("tdAttributes", value, TdAttribute.nameOf(bit) + " must be 0");
      } else if (!set && mask == mustBeSet) {
        violate("tdAttributes", value, TdAttribute.nameOf(bit) + " must be 1");
      }
    }
  }

  private void violate(String rule, String value, String expected) {
    violations.add(new Violation(rule, value, expected));
  }
}
