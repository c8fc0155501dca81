package io.github.quotary.tls.peer;

import io.github.quotary.policy.Violation;
import io.github.quotary.status.TcbStatus;
import io.github.quotary.tls.peer.PeerFault.Reason;
import io.github.quotary.verify.VerificationContext;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Undecided;
import io.github.quotary.verify.VerificationResult.Verified;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says why a quote in a certificate is not trusted, in Intel's words, and what to do. */
final class VerdictWords {
  private static final int LISTED = 4;

  private VerdictWords() {}

  static PeerFault fault(VerificationResult result, String where) {
    if (result instanceof Rejected rejected) {
      return new PeerFault(
          Reason.REJECTED,
          where,
          "the quote in it is rejected: " + status(rejected) + ": " + rejected.detail(),
          "the peer must show genuine evidence, and this side needs collateral of its platform",
          Optional.of(result));
    }
    if (result instanceof Undecided undecided) {
      return new PeerFault(
          Reason.UNDECIDED,
          where,
          "the quote in it could not be decided, and is not trusted: " + undecided.cause(),
          undecided.retryable()
              ? "try again, and see whether the collateral source can be reached"
              : "give the verifier a collateral source that knows the peer's platform",
          Optional.of(result));
    }
    Verified verified = (Verified) result;
    return new PeerFault(
        Reason.POLICY,
        where,
        "the quote in it is genuine ("
            + verified.tcb().status().intelName()
            + "), but the policy objects: "
            + objections(verified.violations()),
        advice(verified),
        Optional.of(result));
  }

  private static String status(Rejected rejected) {
    return rejected.reason().qvlStatus().orElse(rejected.reason().name())
        + " (stage "
        + rejected.reason().stage().id()
        + ")";
  }

  private static String objections(List<Violation> violations) {
    String listed =
        violations.stream()
            .limit(LISTED)
            .map(each -> each.rule() + " is " + each.value() + ", expected " + each.expected())
            .collect(Collectors.joining("; "));
    return violations.size() > LISTED
        ? listed + "; and " + (violations.size() - LISTED) + " more"
        : listed;
  }

  private static String advice(Verified verified) {
    List<String> rules = verified.violations().stream().map(Violation::rule).toList();
    if (rules.contains(VerificationContext.IDENTITY)) {
      return "state in the policy whose TD is expected";
    }
    if (verified.expired()) {
      return "fetch collateral anew";
    }
    TcbStatus status = verified.tcb().status();
    return rules.contains("tcbStatus") && !status.advice().isEmpty()
        ? status.advice()
        : "connect to the workload that the policy states, or state this one";
  }
}
