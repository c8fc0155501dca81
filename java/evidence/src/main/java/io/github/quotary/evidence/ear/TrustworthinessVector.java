package io.github.quotary.evidence.ear;

import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.policy.Violation;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.TcbStatus;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Verified;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The verdict on each aspect of the attester, in the numbers of AR4SI (draft-ietf-rats-ar4si-10,
 * section 2.3.4): 2 to 31 affirm, 32 to 95 warn, 96 and more contraindicate, 0 makes no claim. Only
 * aspects that the verdict covers are claimed.
 *
 * @param claims by AR4SI's name of the aspect
 */
record TrustworthinessVector(Map<String, Integer> claims) {
  private static final int NO_CLAIM = 0;
  private static final int AFFIRMING = 2;
  private static final int APPROVED_BOOT = 3;
  private static final int KNOWN_VULNERABILITIES = 32;
  private static final int UNRECOGNIZED_EXECUTABLES = 33;
  private static final int WARNING = 32;
  private static final int CONTRAINDICATED = 96;
  private static final int NOT_RECOGNIZED = 97;
  private static final int INVALID_EVIDENCE = 99;

  private static final Set<String> IDENTITY = Set.of("ppid", "platformInstanceId");
  private static final Set<String> EXECUTABLES =
      Set.of("mrTd", "rtmr0", "rtmr1", "rtmr2", "rtmr3", "mrEnclave", "mrSigner");
  private static final Set<String> CONFIGURATION =
      Set.of("tdAttributes", "xfam", "debug", "mrServiceTd", "mrConfigId", "mrOwnerConfig");

  static TrustworthinessVector of(VerificationResult result, QuotePolicy policy) {
    Map<String, Integer> claims = new LinkedHashMap<>();
    if (result instanceof Verified verified) {
      Set<String> violated =
          verified.violations().stream().map(Violation::rule).collect(Collectors.toSet());
      if (policy.stated().stream().anyMatch(IDENTITY::contains)) {
        claims.put("instance-identity", among(violated, IDENTITY) ? NOT_RECOGNIZED : AFFIRMING);
      }
      claims.put("configuration", among(violated, CONFIGURATION) ? CONTRAINDICATED : AFFIRMING);
      if (policy.stated().stream().anyMatch(EXECUTABLES::contains)) {
        claims.put(
            "executables", among(violated, EXECUTABLES) ? UNRECOGNIZED_EXECUTABLES : APPROVED_BOOT);
      }
      claims.put(
          "hardware",
          verified.tcb().status() == TcbStatus.UP_TO_DATE ? AFFIRMING : KNOWN_VULNERABILITIES);
    } else {
      claims.put(
          "hardware", result instanceof Rejected rejected ? hardware(rejected.reason()) : NO_CLAIM);
    }
    return new TrustworthinessVector(claims);
  }

  private static int hardware(RejectReason reason) {
    return switch (reason) {
      case TCB_REVOKED, PCK_REVOKED, PCK_CHAIN_PCK_REVOKED, PCK_CHAIN_INTERMEDIATE_REVOKED ->
          CONTRAINDICATED;
      case QUOTE_INVALID_SIGNATURE,
          QE_REPORT_INVALID_SIGNATURE,
          QE_REPORT_INVALID_DATA,
          PCK_CHAIN_INTERMEDIATE_INVALID_ISSUER,
          PCK_CHAIN_PCK_INVALID_ISSUER ->
          INVALID_EVIDENCE;
      default -> NOT_RECOGNIZED;
    };
  }

  private static boolean among(Set<String> violated, Set<String> rules) {
    return violated.stream().anyMatch(rules::contains);
  }

  /** The tier of the worst claim; always contraindicated if the policy is violated. */
  String status(VerificationResult result) {
    int worst = claims.values().stream().mapToInt(Integer::intValue).max().orElse(NO_CLAIM);
    if (worst >= CONTRAINDICATED || (result instanceof Verified && !result.isTrusted())) {
      return "contraindicated";
    }
    return worst >= WARNING ? "warning" : worst >= AFFIRMING ? "affirming" : "none";
  }
}
