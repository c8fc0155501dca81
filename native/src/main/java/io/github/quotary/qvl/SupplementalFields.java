package io.github.quotary.qvl;

import io.github.quotary.collateral.Validity;
import io.github.quotary.quote.Measurement;
import io.github.quotary.supplemental.PckFlag;
import io.github.quotary.supplemental.PckPlatform;
import io.github.quotary.supplemental.QeIdentityData;
import io.github.quotary.supplemental.SupplementalData;
import java.math.BigInteger;

/** Compares supplemental data as far as Intel's library fills it. */
final class SupplementalFields {
  private static final Measurement NO_INSTANCE = Measurement.of(new byte[16]);
  private static final long U16 = 0xffff;

  private SupplementalFields() {}

  /** Receives each compared field, by Intel's name. */
  interface Sink {
    void compare(String what, Object ours, Object theirs);
  }

  static void compare(SupplementalData ours, SupplementalData theirs, Sink sink) {
    compare("", ours.validity(), theirs.validity(), sink);
    sink.compare("tcb_level_date_tag", ours.tcbLevelDate(), theirs.tcbLevelDate());
    sink.compare("platform_tcb_level_date_tag", ours.platformTcbDate(), theirs.platformTcbDate());
    sink.compare("pck_crl_num", u32(ours.pckCrlNumber()), u32(theirs.pckCrlNumber()));
    sink.compare("root_ca_crl_num", u32(ours.rootCaCrlNumber()), u32(theirs.rootCaCrlNumber()));
    sink.compare(
        "tcb_eval_ref_num", ours.tcbEvaluationDataNumber(), theirs.tcbEvaluationDataNumber());
    sink.compare("root_key_id", ours.rootKeyId(), theirs.rootKeyId());
    compare(ours.platform(), theirs.platform(), sink);
    sink.compare("sa_list", ours.advisoryIds(), theirs.advisoryIds());
    compare(ours.qeIdentity(), theirs.qeIdentity(), sink);
  }

  private static void compare(String prefix, Validity ours, Validity theirs, Sink sink) {
    sink.compare(prefix + "earliest_issue_date", ours.earliestIssue(), theirs.earliestIssue());
    sink.compare(prefix + "latest_issue_date", ours.latestIssue(), theirs.latestIssue());
    sink.compare(
        prefix + "earliest_expiration_date",
        ours.earliestExpiration(),
        theirs.earliestExpiration());
  }

  private static void compare(PckPlatform ours, PckPlatform theirs, Sink sink) {
    sink.compare("pck_ppid", ours.ppid(), theirs.ppid());
    sink.compare("tcb_cpusvn", ours.cpuSvn(), theirs.cpuSvn());
    sink.compare("tcb_pce_isvsvn", ours.pceSvn() & U16, theirs.pceSvn());
    sink.compare("pce_id", ours.pceId().unsignedByte(0), theirs.pceId().unsignedByte(0));
    sink.compare("sgx_type", ours.sgxType(), theirs.sgxType());
    sink.compare(
        "platform_instance_id",
        ours.platformInstanceId().orElse(NO_INSTANCE),
        theirs.platformInstanceId().orElse(NO_INSTANCE));
    sink.compare(
        "dynamic_platform", isSet(ours.dynamicPlatform()), isSet(theirs.dynamicPlatform()));
    sink.compare("cached_keys", isSet(ours.cachedKeys()), isSet(theirs.cachedKeys()));
    sink.compare("smt_enabled", ours.smtEnabled(), theirs.smtEnabled());
  }

  private static void compare(QeIdentityData ours, QeIdentityData theirs, Sink sink) {
    compare("qe_iden_", ours.validity(), theirs.validity(), sink);
    sink.compare("qe_iden_tcb_level_date_tag", ours.tcbDate(), theirs.tcbDate());
    sink.compare("qe_iden_status", ours.status(), theirs.status());
  }

  private static boolean isSet(PckFlag flag) {
    return flag == PckFlag.TRUE;
  }

  private static int u32(BigInteger number) {
    return number.intValue();
  }
}
