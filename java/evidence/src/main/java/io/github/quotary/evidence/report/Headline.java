package io.github.quotary.evidence.report;

import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.Violation;
import io.github.quotary.quote.TeeType;
import io.github.quotary.verify.VerificationContext;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Undecided;
import io.github.quotary.verify.VerificationResult.Verified;

/** A verdict in one line, which says no more than was proved. */
public final class Headline {
  private Headline() {}

  /** The line. */
  public static String of(VerificationResult result) {
    return of(result, false);
  }

  /** The line, for a test vector or another input. */
  static String of(VerificationResult result, boolean isVector) {
    return prefix(result.context().trustAnchor())
        + (isVector ? "TEST VECTOR, " : "")
        + result.verdict()
        + ": "
        + rest(result);
  }

  /** What every headline under a root begins with: nothing under Intel's. */
  public static String prefix(TrustAnchor anchor) {
    return anchor.isIntel() ? "" : "TEST ROOT, ";
  }

  private static String rest(VerificationResult result) {
    if (result instanceof Rejected rejected) {
      return rejected.reason().name();
    }
    if (result instanceof Undecided undecided) {
      return undecided.cause();
    }
    Verified verified = (Verified) result;
    String status = "verified, TCB " + verified.tcb().status().intelName();
    return switch (result.verdict()) {
      case TRUSTED -> status;
      case GENUINE ->
          status
              + (result.isTrusted()
                  ? "; whose " + whose(verified) + " it is was not checked"
                  : "; say whose " + whose(verified) + " you expect");
      default ->
          status
              + ", "
              + (isOfInput(verified) ? "but its input does not fit it" : "but the policy objects");
    };
  }

  /** Whether nothing is wrong but what came with the quote in one input. */
  private static boolean isOfInput(Verified verified) {
    return verified.violations().stream()
        .map(Violation::rule)
        .filter(rule -> !rule.equals(VerificationContext.IDENTITY))
        .allMatch(InputChecks.RULES::contains);
  }

  private static String whose(Verified verified) {
    return verified.verifiedQuote().teeType() == TeeType.TDX ? "TD" : "enclave";
  }
}
