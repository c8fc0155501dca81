package io.github.quotary.qvl;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.status.RejectReason;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Verified;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Separates intended differences from those that need investigation. */
final class Explanations {
  private static final int INTEL_ADVISORY_BUFFER = 450;

  private static final Set<RejectReason> LIMITS =
      EnumSet.of(RejectReason.QUOTE_TOO_LARGE, RejectReason.COLLATERAL_TOO_LARGE);

  private static final Set<RejectReason> SIGNED_JSON =
      EnumSet.of(
          RejectReason.TCB_INFO_INVALID_SIGNATURE, RejectReason.QE_IDENTITY_INVALID_SIGNATURE);

  private static final Set<RejectReason> FORMATS =
      EnumSet.of(
          RejectReason.TCB_INFO_UNSUPPORTED_FORMAT,
          RejectReason.QE_IDENTITY_UNSUPPORTED_FORMAT,
          RejectReason.PCK_CHAIN_UNSUPPORTED_FORMAT,
          RejectReason.ISSUER_CHAIN_UNSUPPORTED_FORMAT,
          RejectReason.CRL_UNSUPPORTED_FORMAT);

  private final VerificationResult ours;
  private final QvlVerdict theirs;
  private final Collateral collateral;
  private final Instant at;

  Explanations(VerificationResult ours, QvlVerdict theirs, Collateral collateral, Instant at) {
    this.ours = ours;
    this.theirs = theirs;
    this.collateral = collateral;
    this.at = at;
  }

  /** Why the calls ended differently. */
  Optional<KnownDifference> ofOutcome() {
    if (ours instanceof Rejected rejected) {
      if (theirs.returnCode().equals(ReturnCode.NOT_HANDED_OVER)) {
        return Optional.of(KnownDifference.NOT_HANDED_OVER);
      }
      return ofRejection(rejected);
    }
    if (ours instanceof Verified verified) {
      return ofVerdict(verified);
    }
    return Optional.empty();
  }

  private Optional<KnownDifference> ofRejection(Rejected rejected) {
    RejectReason reason = rejected.reason();
    if (reason == RejectReason.PCK_CHAIN_ROOT_REVOKED) {
      return Optional.of(KnownDifference.ROOT_REVOKED);
    }
    if (LIMITS.contains(reason)) {
      return Optional.of(KnownDifference.LIMITS);
    }
    if (SIGNED_JSON.contains(reason)
        && RewrittenJson.canBeWrittenOtherwise(
            reason == RejectReason.TCB_INFO_INVALID_SIGNATURE
                ? collateral.tcbInfo()
                : collateral.qeIdentity())) {
      return Optional.of(KnownDifference.REFORMATTED_JSON);
    }
    return FORMATS.contains(reason) && StricterFormat.isMeantBy(rejected.detail())
        ? Optional.of(KnownDifference.STRICTER_FORMAT)
        : Optional.empty();
  }

  private Optional<KnownDifference> ofVerdict(Verified verified) {
    String code = theirs.returnCode().name();
    int characters = String.join(",", verified.tcb().advisoryIds()).length();
    if (code.equals("SGX_QL_ERROR_INVALID_PARAMETER") && characters >= INTEL_ADVISORY_BUFFER) {
      return Optional.of(KnownDifference.ADVISORIES_TOO_LONG);
    }
    boolean lacksFields =
        verified.platform().pck().sgxType() != 0
            && (verified.platform().pck().platformInstanceId().isEmpty()
                || verified.platform().pck().configuration().isEmpty());
    if (code.equals("SGX_QL_PCK_CERT_UNSUPPORTED_FORMAT") && lacksFields) {
      return Optional.of(KnownDifference.PLATFORM_FIELDS);
    }
    return (code.equals("SGX_QL_TCBINFO_CHAIN_ERROR") && isRewritten(collateral.tcbInfo()))
            || (code.equals("SGX_QL_QEIDENTITY_CHAIN_ERROR")
                && isRewritten(collateral.qeIdentity()))
        ? Optional.of(KnownDifference.REFORMATTED_JSON)
        : Optional.empty();
  }

  private static boolean isRewritten(byte[] json) {
    return RewrittenJson.canBeWrittenOtherwise(json);
  }

  /**
   * Why the expiration flags differ, if Intel's flag comes from the DCAP library, which reports no
   * TCB date. The QVL's own statuses follow our rule.
   */
  Optional<KnownDifference> ofExpiry() {
    if (!(ours instanceof Verified verified) || theirs.tcbDate().isPresent()) {
      return Optional.empty();
    }
    var statements = verified.platform().collateral();
    boolean intels =
        !statements.tcbInfo().nextUpdate().isAfter(at)
            || !statements.qeIdentity().nextUpdate().isAfter(at);
    return intels == theirs.expired() ? Optional.of(KnownDifference.EXPIRY) : Optional.empty();
  }
}
