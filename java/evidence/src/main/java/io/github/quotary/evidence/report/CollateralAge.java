package io.github.quotary.evidence.report;

import io.github.quotary.collateral.TrustedCollateral;
import io.github.quotary.verify.VerificationResult.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is to be known of collateral that is valid but old. Somebody who serves the last valid set
 * of before a TCB recovery is believed until it expires; a policy's {@code
 * minTcbEvaluationDataNumber} forbids that, and this says where it may have happened.
 */
final class CollateralAge {
  /** About half of the time for which Intel's documents are valid. */
  private static final Duration YOUNG = Duration.ofDays(14);

  private CollateralAge() {}

  /** A clause about the older of the two documents that decide a TCB status, if it is old. */
  static Optional<String> note(Verified verified) {
    TrustedCollateral collateral = verified.platform().collateral();
    Instant tcbInfo = collateral.tcbInfo().issueDate();
    Instant qeIdentity = collateral.qeIdentity().issueDate();
    boolean isTcbInfo = !qeIdentity.isBefore(tcbInfo);
    Duration age = Duration.between(isTcbInfo ? tcbInfo : qeIdentity, verified.verifiedAt());
    return age.compareTo(YOUNG) <= 0
        ? Optional.empty()
        : Optional.of(
            "its "
                + (isTcbInfo ? "TCB info" : "QE identity")
                + " was issued "
                + age.toDays()
                + " days before, at "
                + (isTcbInfo ? tcbInfo : qeIdentity)
                + "; whether there is a newer one was not checked");
  }
}
