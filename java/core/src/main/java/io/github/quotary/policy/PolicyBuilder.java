package io.github.quotary.policy;

import static java.util.Objects.requireNonNull;

import io.github.quotary.policy.MinSvnDemand.Svn;
import io.github.quotary.policy.ReportDataDemand.Form;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TeeType;
import io.github.quotary.status.TcbStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a policy states beside or instead of {@link QuotePolicy#strict()}. Each method sets
 * one rule and throws {@link IllegalArgumentException} for a value that the rule cannot have. Not
 * thread-safe.
 */
public final class PolicyBuilder {
  private final EnumMap<Rule, Demand> stated = new EnumMap<>(Rule.class);

  PolicyBuilder(Map<Rule, Demand> stated) {
    this.stated.putAll(stated);
  }

  /** {@code tee}: quotes of this kind only. */
  public PolicyBuilder tee(TeeType tee) {
    return state(Rule.TEE, new TeeDemand(tee));
  }

  /** {@code tcbStatus}: also accepts this status. Revoked cannot be accepted. */
  public PolicyBuilder acceptTcbStatus(TcbStatus status) {
    Set<TcbStatus> statuses =
        new HashSet<>(
            stated.get(Rule.TCB_STATUS) instanceof TcbStatusDemand demand
                ? demand.accepted()
                : StrictDemands.tcbStatuses());
    statuses.add(status);
    return acceptedTcbStatuses(statuses);
  }

  /** {@code tcbStatus}: accepts these statuses and no others. Revoked cannot be accepted. */
  public PolicyBuilder acceptedTcbStatuses(Set<TcbStatus> statuses) {
    return state(Rule.TCB_STATUS, new TcbStatusDemand(statuses));
  }

  /**
   * {@code outOfDate}: accepts an out-of-date TCB up to this long after its TCB date, if {@code
   * tcbStatus} would accept it were it up to date. A TD whose relaunch is advised counts as out of
   * date. The TCB date is the earliest of the matched levels: platform, TDX module and quoting
   * enclave, those that are up to date included. {@code tcbStatus} must not accept {@code
   * OutOfDate} of any age beside it.
   *
   * @param gracePeriod 0 to 36500 days, in whole seconds
   */
  public PolicyBuilder outOfDateGrace(Duration gracePeriod) {
    return outOfDateGrace(new GracePeriod(gracePeriod), null);
  }

  /**
   * {@code outOfDate}: the same, counted from a date instead of the TCB date, for example from the
   * day of a TCB recovery, in years 2000 to 2099. It may lie ahead: until then, too, an out-of-date
   * TCB is accepted. Platforms that were out of date before get the same period; {@link
   * #minTcbDate} keeps them out.
   */
  public PolicyBuilder outOfDateGrace(Duration gracePeriod, Instant since) {
    return outOfDateGrace(new GracePeriod(gracePeriod), requireNonNull(since, "since"));
  }

  PolicyBuilder outOfDateGrace(GracePeriod gracePeriod, @Nullable Instant since) {
    return state(Rule.OUT_OF_DATE, new OutOfDateDemand(gracePeriod, since));
  }

  /**
   * {@code advisoryIds}: accepts these advisories and no others; any where it is not stated.
   *
   * @param ids {@code INTEL-SA-} or {@code INTEL-DOC-} and five digits each
   */
  public PolicyBuilder acceptedAdvisoryIds(Set<String> ids) {
    return state(Rule.ADVISORY_IDS, new AdvisoryDemand(true, ids));
  }

  /**
   * {@code refusedAdvisoryIds}: accepts none of these advisories.
   *
   * @param ids at least one; {@code INTEL-SA-} or {@code INTEL-DOC-} and five digits each
   */
  public PolicyBuilder refusedAdvisoryIds(Set<String> ids) {
    return state(Rule.REFUSED_ADVISORY_IDS, new AdvisoryDemand(false, ids));
  }

  /**
   * {@code minTcbEvaluationDataNumber}: TCB info and QE identity of this number or a later one.
   *
   * @param number 0 to 4294967295
   */
  public PolicyBuilder minTcbEvaluationDataNumber(long number) {
    return state(Rule.MIN_TCB_EVALUATION_DATA_NUMBER, new MinEvaluationDataNumberDemand(number));
  }

  /** {@code minTcbDate}: a TCB date not before this one; years 2000 to 2099. */
  public PolicyBuilder minTcbDate(Instant date) {
    return state(Rule.MIN_TCB_DATE, new MinTcbDateDemand(date));
  }

  /** {@code expired}: whether expired collateral is good enough; false unless set. */
  public PolicyBuilder allowExpired(boolean allow) {
    return waive(Rule.EXPIRED, allow);
  }

  /**
   * {@code expired}: accepts expired collateral and certificates up to this long after the first
   * expiry.
   *
   * @param gracePeriod 0 to 36500 days, in whole seconds
   */
  public PolicyBuilder expiredGrace(Duration gracePeriod) {
    return state(Rule.EXPIRED, new ExpiredDemand(new GracePeriod(gracePeriod)));
  }

  /**
   * {@code fromTheFuture}: whether collateral and certificates that begin only later are good
   * enough; false unless set.
   */
  public PolicyBuilder allowFromTheFuture(boolean allow) {
    return waive(Rule.FROM_THE_FUTURE, allow);
  }

  /** {@code debug}: whether SGX debug enclaves are good enough; false unless set. */
  public PolicyBuilder allowDebug(boolean allow) {
    return waive(Rule.DEBUG, allow);
  }

  /** {@code tdAttributes}: which TD attributes must, may and must not be set. */
  public PolicyBuilder tdAttributes(AttributeMask mask) {
    return state(Rule.TD_ATTRIBUTES, new AttributeDemand(AttributeSet.TD_ATTRIBUTES, mask));
  }

  /** {@code tdAttributes}: whether any TD attributes are good enough; false unless set. */
  public PolicyBuilder allowAnyTdAttributes(boolean allow) {
    return waive(Rule.TD_ATTRIBUTES, allow);
  }

  /** {@code xfam}: which extended features of a TD must, may and must not be enabled. */
  public PolicyBuilder xfam(AttributeMask mask) {
    return state(Rule.XFAM, new AttributeDemand(AttributeSet.XFAM, mask));
  }

  /** {@code mrServiceTd}: whether any service TD is good enough; false unless set. */
  public PolicyBuilder allowAnyServiceTd(boolean allow) {
    return waive(Rule.MR_SERVICE_TD, allow);
  }

  /**
   * {@code minTeeTcbSvn}: a minimum for a part of TEE_TCB_SVN; each part on its own.
   *
   * @param svn 0 to 255
   */
  public PolicyBuilder minTeeTcbSvn(TeeTcbSvnPart part, int svn) {
    EnumMap<TeeTcbSvnPart, Integer> minima = new EnumMap<>(TeeTcbSvnPart.class);
    if (stated.get(Rule.MIN_TEE_TCB_SVN) instanceof MinTeeTcbSvnDemand demand) {
      minima.putAll(demand.minima());
    }
    minima.put(part, svn);
    return minTeeTcbSvn(minima);
  }

  PolicyBuilder minTeeTcbSvn(Map<TeeTcbSvnPart, Integer> minima) {
    return state(Rule.MIN_TEE_TCB_SVN, new MinTeeTcbSvnDemand(minima));
  }

  /**
   * The rule of the field's name: accepts these values and no others, nor those of an earlier call.
   */
  public PolicyBuilder accept(PolicyField field, Set<Measurement> values) {
    return state(field.rule(), new FieldDemand(field, values));
  }

  /**
   * The rule of the field's name: accepts this value and no other, nor that of an earlier call. For
   * several values, give the set.
   */
  public PolicyBuilder accept(PolicyField field, Measurement value) {
    return accept(field, Set.of(value));
  }

  /** {@code isvProdId}: accepts these product ids of an enclave, 0 to 65535, and no others. */
  public PolicyBuilder acceptedIsvProdIds(Set<Integer> values) {
    return state(Rule.ISV_PROD_ID, new IsvProdIdDemand(values));
  }

  /**
   * {@code minIsvSvn}: the least SVN of an enclave.
   *
   * @param svn 0 to 65535
   */
  public PolicyBuilder minIsvSvn(int svn) {
    return minSvn(Svn.ISV, svn);
  }

  /**
   * {@code minQeSvn}: the least SVN of the quoting enclave, ISVSVN of its report in the quote.
   *
   * @param svn 0 to 65535
   */
  public PolicyBuilder minQeSvn(int svn) {
    return minSvn(Svn.QE, svn);
  }

  /**
   * {@code minPceSvn}: the least SVN of the provisioning certification enclave, PCESVN of the PCK
   * certificate.
   *
   * @param svn 0 to 65535
   */
  public PolicyBuilder minPceSvn(int svn) {
    return minSvn(Svn.PCE, svn);
  }

  PolicyBuilder minSvn(Svn svn, int min) {
    return state(svn.rule(), new MinSvnDemand(svn, min));
  }

  /**
   * {@code reportData}: one of these values, all 64 bytes of it. This and the two that follow
   * replace each other.
   *
   * @param anyOf 64 bytes each
   */
  public PolicyBuilder reportDataExact(byte[]... anyOf) {
    return reportData(ReportDataDemand.anyOf(Form.EXACT, anyOf));
  }

  /**
   * {@code reportData}: begins with one of these values; what follows can be anything.
   *
   * @param anyOf 1 to 64 bytes each
   */
  public PolicyBuilder reportDataStartsWith(byte[]... anyOf) {
    return reportData(ReportDataDemand.anyOf(Form.STARTS_WITH, anyOf));
  }

  /**
   * {@code reportData}: one of these values, with zeros after it up to 64 bytes.
   *
   * @param anyOf 1 to 64 bytes each
   */
  public PolicyBuilder reportDataPaddedWithZeros(byte[]... anyOf) {
    return reportData(ReportDataDemand.anyOf(Form.PADDED_WITH_ZEROS, anyOf));
  }

  PolicyBuilder reportData(ReportDataDemand demand) {
    return state(Rule.REPORT_DATA, demand);
  }

  /** {@code reportData}: any, and the result says that it was not checked; so unless set. */
  public PolicyBuilder waiveReportData() {
    return waive(Rule.REPORT_DATA, true);
  }

  /**
   * {@code identity}: whose TD or enclave it is does not have to be stated, by {@code reportData}
   * or a measurement. The result is then {@code GENUINE}, for anybody's TD.
   */
  public PolicyBuilder waiveIdentity() {
    return waive(Rule.IDENTITY, true);
  }

  /** {@code identity}: takes a waiver back. */
  public PolicyBuilder requireIdentity() {
    return waive(Rule.IDENTITY, false);
  }

  /** The rule of the flag's name: the platform's flag must have this value, and be stated. */
  public PolicyBuilder platformFlag(PlatformFlag flag, boolean required) {
    return state(flag.rule(), new FlagDemand(flag, required));
  }

  /**
   * The policy.
   *
   * @throws IllegalArgumentException if {@code outOfDate} is stated beside a {@code tcbStatus} that
   *     it does not limit: one that accepts {@code OutOfDate} of any age, or neither {@code
   *     UpToDate} nor {@code ConfigurationNeeded}
   */
  public QuotePolicy build() {
    requireEffect();
    return new QuotePolicy(new EnumMap<>(stated));
  }

  /** Fails where a stated rule does nothing beside the others. */
  void requireEffect() {
    OutOfDateDemand.requireEffect(stated);
  }

  PolicyBuilder waive(Rule rule, boolean waived) {
    if (waived) {
      return state(rule, new Waiver());
    }
    stated.remove(rule);
    return this;
  }

  private PolicyBuilder state(Rule rule, Demand demand) {
    stated.put(rule, demand);
    return this;
  }
}
