package io.github.quotary.evidence.ear;

import io.github.quotary.policy.AttributeMask;
import io.github.quotary.policy.Violation;
import io.github.quotary.quote.TdReport15;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.TcbStatus;
import io.github.quotary.verify.Verdict;
import io.github.quotary.verify.VerificationContext;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Verified;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The verdict on each aspect of the attester, in the numbers of AR4SI (draft-ietf-rats-ar4si-10,
 * section 2.3.4): 2 to 31 affirm, 32 to 95 warn, 96 and more contraindicate, 0 makes no claim. Only
 * what was decided is claimed:
 *
 * <ul>
 *   <li>{@code instance-identity}: the policy names the platform, and somebody has stated whose TD
 *       or enclave is expected.
 *   <li>{@code configuration}: debug, TD attributes and service TDs were checked, and are such as
 *       the strict policy accepts.
 *   <li>{@code executables}: everything that was measured up to the kernel was stated, MRTD, RTMR1
 *       and RTMR2, or MRENCLAVE.
 *   <li>{@code hardware}: Intel's root, and collateral whose dates were checked and hold.
 * </ul>
 *
 * @param claims by AR4SI's name of the aspect
 */
record TrustworthinessVector(Map<String, Integer> claims) {
  private static final int NO_CLAIM = 0;
  private static final int AFFIRMING = 2;
  private static final int NO_KNOWN_CONFIGURATION_VULNERABILITIES = 3;
  private static final int APPROVED_BOOT = 3;
  private static final int KNOWN_VULNERABILITIES = 32;
  private static final int UNRECOGNIZED_EXECUTABLES = 33;
  private static final int WARNING = 32;
  private static final int CONTRAINDICATED = 96;
  private static final int NOT_RECOGNIZED = 97;
  private static final int INVALID_EVIDENCE = 99;

  private static final Set<String> PLATFORM = Set.of("ppid", "platformInstanceId");
  private static final Set<String> EXECUTABLES =
      Set.of("mrTd", "rtmr0", "rtmr1", "rtmr2", "rtmr3", "mrEnclave", "mrSigner");
  private static final Set<String> BOOT = Set.of("mrTd", "rtmr1", "rtmr2");
  private static final String ENCLAVE = "mrEnclave";
  private static final Set<String> CONFIGURATION =
      Set.of("tdAttributes", "xfam", "debug", "mrServiceTd", "mrConfigId", "mrOwnerConfig");
  private static final Set<String> NEEDED_FOR_CONFIGURATION =
      Set.of("debug", "tdAttributes", "mrServiceTd");
  private static final Set<String> DATES = Set.of("expired", "fromTheFuture");

  static TrustworthinessVector of(VerificationResult result) {
    Map<String, Integer> claims = new LinkedHashMap<>();
    if (result instanceof Verified verified) {
      add(claims, verified);
    } else if (result instanceof Rejected rejected
        && result.context().trustAnchor().isIntel()
        && blamesEvidence(rejected.reason())) {
      claims.put("hardware", hardware(rejected.reason()));
    }
    return new TrustworthinessVector(claims);
  }

  private static void add(Map<String, Integer> claims, Verified verified) {
    VerificationContext context = verified.context();
    Set<String> stated = context.stated();
    Set<String> violated =
        verified.violations().stream().map(Violation::rule).collect(Collectors.toSet());
    if (context.statesIdentity() && among(stated, PLATFORM)) {
      claims.put("instance-identity", among(violated, PLATFORM) ? NOT_RECOGNIZED : AFFIRMING);
    }
    if (among(violated, CONFIGURATION)) {
      claims.put("configuration", CONTRAINDICATED);
    } else if (!among(verified.waived(), NEEDED_FOR_CONFIGURATION) && isClosed(verified)) {
      claims.put(
          "configuration",
          needsConfiguration(verified.tcb().status())
              ? KNOWN_VULNERABILITIES
              : NO_KNOWN_CONFIGURATION_VULNERABILITIES);
    }
    if (among(violated, EXECUTABLES)) {
      claims.put("executables", UNRECOGNIZED_EXECUTABLES);
    } else if (context.statesIdentity() && (stated.containsAll(BOOT) || stated.contains(ENCLAVE))) {
      claims.put("executables", APPROVED_BOOT);
    }
    if (context.trustAnchor().isIntel()
        && !verified.expired()
        && !among(verified.waived(), DATES)
        && !among(violated, DATES)) {
      claims.put(
          "hardware",
          verified.tcb().status() == TcbStatus.UP_TO_DATE ? AFFIRMING : KNOWN_VULNERABILITIES);
    }
  }

  /** Whether the quote's attributes are those that the strict policy accepts, whatever this one. */
  private static boolean isClosed(Verified verified) {
    return verified
        .tdReport()
        .map(
            td ->
                AttributeMask.strictTdAttributes().accepts(td.tdAttributeBits())
                    && (!(td instanceof TdReport15 now) || now.hasNoServiceTd()))
        .orElseGet(() -> !verified.enclaveReport().orElseThrow().isDebug());
  }

  private static boolean needsConfiguration(TcbStatus status) {
    return switch (status) {
      case CONFIGURATION_NEEDED,
          CONFIGURATION_AND_SW_HARDENING_NEEDED,
          OUT_OF_DATE_CONFIGURATION_NEEDED,
          TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED ->
          true;
      default -> false;
    };
  }

  /** Whether it speaks of the quote and its platform, not of collateral or of other arguments. */
  private static boolean blamesEvidence(RejectReason reason) {
    return switch (reason.stage()) {
      case NO_ROOT, ROOT_KEY_PIN, PCK_CHAIN -> true;
      case QUOTE ->
          reason != RejectReason.PCK_CRL_INVALID && reason != RejectReason.TCB_INFO_MISMATCH;
      default -> false;
    };
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

  private static boolean among(Collection<String> found, Set<String> rules) {
    return found.stream().anyMatch(rules::contains);
  }

  /**
   * The tier of the worst claim. Contraindicated if the policy is violated; no better than a
   * warning if nobody has stated whose TD or enclave is expected, under a root that is not Intel's,
   * or for a test vector, which states its own time and policy.
   */
  String status(VerificationResult result, boolean isVector) {
    int worst = claims.values().stream().mapToInt(Integer::intValue).max().orElse(NO_CLAIM);
    if (worst >= CONTRAINDICATED || result.verdict() == Verdict.NOT_TRUSTED) {
      return "contraindicated";
    }
    boolean limited =
        (isVector && result instanceof Verified)
            || result.verdict() == Verdict.GENUINE
            || (result instanceof Verified && !result.context().trustAnchor().isIntel());
    if (worst >= WARNING || limited) {
      return "warning";
    }
    return worst >= AFFIRMING ? "affirming" : "none";
  }
}
