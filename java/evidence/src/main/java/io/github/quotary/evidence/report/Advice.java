package io.github.quotary.evidence.report;

import io.github.quotary.collateral.ExpiredDocument;
import io.github.quotary.policy.Violation;
import io.github.quotary.status.RejectReason;
import io.github.quotary.verify.Verdict;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Undecided;
import io.github.quotary.verify.VerificationResult.Verified;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What whoever reads a verdict can do, in one line. */
final class Advice {
  private static final String FETCH = "'quotary collateral fetch --quote QUOTE --out FILE'";

  private Advice() {}

  static Optional<String> on(VerificationResult result) {
    if (result instanceof Verified verified) {
      return on(verified);
    }
    return result instanceof Rejected rejected
        ? on(rejected.reason())
        : Optional.of(on((Undecided) result));
  }

  private static String on(Undecided undecided) {
    return (undecided.retryable()
            ? "a retry may help; or give collateral: "
            : "a retry will not help; give collateral: ")
        + "--collateral FILE, which "
        + FETCH
        + " makes where there is a network";
  }

  private static Optional<String> on(Verified verified) {
    if (verified.verdict() == Verdict.GENUINE && !verified.isTrusted()) {
      return Optional.of(
          "state it: --mrtd, --rtmr, --mrsigner, --report-data, ... or a policy; --any-td accepts"
              + " anybody's");
    }
    List<String> rules = verified.violations().stream().map(Violation::rule).toList();
    if (rules.contains("expired")) {
      return Optional.of(onExpired(verified));
    }
    String advice = verified.tcb().status().advice();
    return advice.isEmpty() ? Optional.empty() : Optional.of(advice);
  }

  private static String onExpired(Verified verified) {
    List<ExpiredDocument> expired = verified.platform().expiredAt(verified.verifiedAt());
    Instant then = verified.validity().earliestExpiration();
    String asOfThen =
        then.isBefore(verified.validity().latestIssue())
            ? ""
            : "; or verify as of when all was valid: --at " + then;
    return (expired.stream().allMatch(ExpiredDocument::isOfQuote)
            ? "ask for a new quote"
            : "fetch collateral anew: " + FETCH)
        + asOfThen;
  }

  private static Optional<String> on(RejectReason reason) {
    return switch (reason) {
      case ROOT_KEY_NOT_TRUSTED ->
          Optional.of(
              "for a test root: --trust-anchor FILE, or --vector for a test vector's directory");
      case TCB_INFO_MISMATCH, PCK_CHAIN_PCK_CRL_UNKNOWN_ISSUER ->
          Optional.of("use collateral of this quote's platform: " + FETCH);
      case QE_REPORT_INVALID_SIGNATURE,
          QE_REPORT_INVALID_DATA,
          ATTESTATION_KEY_INVALID,
          QUOTE_INVALID_SIGNATURE ->
          Optional.of("get the quote again from where it was made: its bytes are not as signed");
      case TCB_INFO_UNSUPPORTED_FORMAT,
          QE_IDENTITY_UNSUPPORTED_FORMAT,
          ISSUER_CHAIN_UNSUPPORTED_FORMAT,
          CRL_UNSUPPORTED_FORMAT,
          TCB_INFO_INVALID_SIGNATURE,
          QE_IDENTITY_INVALID_SIGNATURE ->
          Optional.of("fetch collateral anew: " + FETCH);
      default -> Optional.empty();
    };
  }
}
