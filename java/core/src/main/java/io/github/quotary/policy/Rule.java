package io.github.quotary.policy;

import java.util.Optional;

/**
 * The rules that a policy can state, in the order in which they are checked and written. A rule has
 * one name: it is the member of the policy's JSON form and the {@code rule} of its violations.
 */
enum Rule {
  TEE("tee"),
  TCB_STATUS("tcbStatus"),
  OUT_OF_DATE("outOfDate"),
  ADVISORY_IDS("advisoryIds"),
  REFUSED_ADVISORY_IDS("refusedAdvisoryIds"),
  MIN_TCB_EVALUATION_DATA_NUMBER("minTcbEvaluationDataNumber"),
  MIN_TCB_DATE("minTcbDate"),
  QE_VENDOR_ID("qeVendorId"),
  MIN_QE_SVN("minQeSvn"),
  MIN_PCE_SVN("minPceSvn"),
  EXPIRED("expired"),
  FROM_THE_FUTURE("fromTheFuture"),
  DEBUG("debug"),
  TD_ATTRIBUTES("tdAttributes"),
  MR_SERVICE_TD("mrServiceTd"),
  XFAM("xfam"),
  MIN_TEE_TCB_SVN("minTeeTcbSvn"),
  MR_SEAM("mrSeam"),
  MR_SIGNER_SEAM("mrSignerSeam"),
  SEAM_ATTRIBUTES("seamAttributes"),
  MR_TD("mrTd"),
  MR_CONFIG_ID("mrConfigId"),
  MR_OWNER("mrOwner"),
  MR_OWNER_CONFIG("mrOwnerConfig"),
  RTMR0("rtmr0"),
  RTMR1("rtmr1"),
  RTMR2("rtmr2"),
  RTMR3("rtmr3"),
  MR_ENCLAVE("mrEnclave"),
  MR_SIGNER("mrSigner"),
  ISV_PROD_ID("isvProdId"),
  MIN_ISV_SVN("minIsvSvn"),
  REPORT_DATA("reportData"),
  IDENTITY("identity"),
  FMSPC("fmspc"),
  PPID("ppid"),
  PLATFORM_INSTANCE_ID("platformInstanceId"),
  DYNAMIC_PLATFORM("dynamicPlatform"),
  CACHED_KEYS("cachedKeys"),
  SMT_ENABLED("smtEnabled");

  private final String member;

  Rule(String member) {
    this.member = member;
  }

  /** The name, for example {@code mrTd}. */
  String member() {
    return member;
  }

  /** The rule of this name, compared with letter case. */
  static Optional<Rule> ofMember(String name) {
    for (Rule rule : values()) {
      if (rule.member.equals(name)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }
}
