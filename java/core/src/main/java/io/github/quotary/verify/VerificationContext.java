package io.github.quotary.verify;

import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.Expected;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.tcb.QvlGeneration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a verdict holds under: without it, a verdict says nothing. Immutable; the same object for
 * every verdict of a verifier, but for calls with an {@link Expected} of their own, and until its
 * engine falls back.
 *
 * @param trustAnchor the root key that all signatures lead to
 * @param generation the generation of Intel's QVL whose rules were followed
 * @param policy the policy
 * @param expected what the call expected besides
 * @param engine name of the engine that verified the signatures
 */
public record VerificationContext(
    TrustAnchor trustAnchor,
    QvlGeneration generation,
    QuotePolicy policy,
    Expected expected,
    String engine) {
  /** Whose TD or enclave it is: no value was stated, by the policy or by the call. */
  public static final String IDENTITY = "identity";

  /** The report data: no value was stated. */
  public static final String REPORT_DATA = "reportData";

  /** What ran: verification of a quote looks at no event log. */
  public static final String EVENT_LOG = "eventLog";

  /** Nothing of it was checked. */
  static final List<String> ALL = List.of(IDENTITY, REPORT_DATA, EVENT_LOG);

  private static final List<String> LOG_ONLY = List.of(EVENT_LOG);
  private static final List<String> ALL_BUT_REPORT_DATA = List.of(IDENTITY, EVENT_LOG);
  private static final List<String> ALL_BUT_IDENTITY = List.of(REPORT_DATA, EVENT_LOG);

  /** Whether somebody has stated whose TD or enclave is expected. */
  public boolean statesIdentity() {
    return expected.statesIdentity() || policy.statesIdentity();
  }

  /** Whether report data was stated. */
  public boolean statesReportData() {
    return expected.statesReportData() || policy.statesReportData();
  }

  /** Whether all 64 bytes of report data were stated, not only how they begin. */
  public boolean statesWholeReportData() {
    return expected.statesWholeReportData() || policy.statesWholeReportData();
  }

  /**
   * What verification of a quote under this context leaves unchecked, by the names above. Takes no
   * memory: it is asked of every verdict.
   */
  public List<String> notChecked() {
    if (statesIdentity()) {
      return statesReportData() ? LOG_ONLY : ALL_BUT_IDENTITY;
    }
    return statesReportData() ? ALL_BUT_REPORT_DATA : ALL;
  }

  /** Names of the rules that the policy or the call states. */
  public Set<String> stated() {
    Set<String> names = new TreeSet<>(policy.stated());
    names.addAll(expected.stated());
    return Collections.unmodifiableSet(names);
  }

  VerificationContext expecting(Expected other) {
    return other == expected
        ? this
        : new VerificationContext(trustAnchor, generation, policy, other, engine);
  }

  VerificationContext by(String otherEngine) {
    return otherEngine.equals(engine)
        ? this
        : new VerificationContext(trustAnchor, generation, policy, expected, otherEngine);
  }
}
