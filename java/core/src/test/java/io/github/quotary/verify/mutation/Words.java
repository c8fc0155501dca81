package io.github.quotary.verify.mutation;

import io.github.quotary.policy.Violation;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Verified;
import java.util.List;

/** A verdict in words that a table can hold. */
final class Words {
  /** Verified, up to date, nothing to object. */
  static final String TRUSTED = "UP_TO_DATE";

  private Words() {}

  /** The reason of a rejection; otherwise the status and the rules that the default policy sees. */
  static String of(VerificationResult result) {
    if (result instanceof Rejected rejected) {
      return rejected.reason().name();
    }
    Verified verified = (Verified) result;
    List<String> rules =
        verified.violations().stream().map(Violation::rule).distinct().sorted().toList();
    return rules.isEmpty()
        ? verified.tcb().status().name()
        : verified.tcb().status().name() + " " + String.join(" ", rules);
  }
}
