package io.github.quotary.qvl;

import io.github.quotary.status.RejectReason;
import io.github.quotary.status.TcbStatus;
import io.github.quotary.supplemental.SupplementalData;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Verified;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A verdict in the terms of Intel's DCAP library, from whichever engine. Immutable.
 *
 * @param returnCode the call's return code
 * @param statusOrNull status of the TCB, if the call succeeded
 * @param expired the expiration flag; meaningless if the call failed
 * @param advisoryIds advisories of all matched levels, sorted, without duplicates
 * @param tcbDateOrNull earliest date of all matched levels; null for Intel's DCAP library
 * @param failureOrNull which check failed, if known; null for Intel's DCAP library
 * @param supplementalOrNull supplemental data, if requested
 */
public record QvlVerdict(
    ReturnCode returnCode,
    @Nullable TcbStatus statusOrNull,
    boolean expired,
    List<String> advisoryIds,
    @Nullable Instant tcbDateOrNull,
    @Nullable Failure failureOrNull,
    @Nullable SupplementalData supplementalOrNull) {

  /**
   * The check that failed.
   *
   * @param stage the step, for example {@code pck_chain}
   * @param qvlStatusOrNull the status of Intel's QVL, if the step has one
   */
  public record Failure(String stage, @Nullable String qvlStatusOrNull) {}

  /** A verdict with a status. */
  static QvlVerdict verified(
      TcbStatus status, boolean expired, List<String> advisoryIds, @Nullable Instant tcbDate) {
    return new QvlVerdict(ReturnCode.SUCCESS, status, expired, advisoryIds, tcbDate, null, null);
  }

  /** A call that failed. */
  static QvlVerdict rejected(ReturnCode code, @Nullable Failure failure) {
    return new QvlVerdict(code, null, false, List.of(), null, failure, null);
  }

  /** A verdict of this engine. */
  public static QvlVerdict of(VerificationResult result) {
    return result instanceof Verified verified
        ? verified(verified, SupplementalData.of(verified))
        : withoutSupplementalData(result);
  }

  private static QvlVerdict verified(Verified verified, @Nullable SupplementalData supplemental) {
    return new QvlVerdict(
        ReturnCode.SUCCESS,
        verified.tcb().status(),
        verified.expired(),
        verified.tcb().advisoryIds(),
        verified.tcb().tcbDate(),
        null,
        supplemental);
  }

  /** A verdict of this engine without supplemental data. */
  public static QvlVerdict withoutSupplementalData(VerificationResult result) {
    if (result instanceof Verified verified) {
      return verified(verified, null);
    }
    if (result instanceof Rejected rejected) {
      RejectReason reason = rejected.reason();
      return rejected(
          ReturnCode.named(reason.returnCode()),
          new Failure(reason.stage().id(), reason.qvlStatus().orElse(null)));
    }
    return rejected(ReturnCode.named("SGX_QL_UNABLE_TO_GET_COLLATERAL"), null);
  }

  /**
   * A recorded verdict, by names.
   *
   * @throws IllegalArgumentException if Intel does not define a name
   */
  public static QvlVerdict recordedRejection(
      String returnCode, String stage, @Nullable String qvlStatus) {
    return rejected(ReturnCode.named(returnCode), new Failure(stage, qvlStatus));
  }

  /** A recorded verdict. */
  public static QvlVerdict recordedStatus(
      TcbStatus status, boolean expired, List<String> advisoryIds, Instant tcbDate) {
    return verified(status, expired, advisoryIds, tcbDate);
  }

  /** Status of the TCB, if the call succeeded. */
  public Optional<TcbStatus> status() {
    return Optional.ofNullable(statusOrNull);
  }

  /** Earliest date of all matched levels, if known. */
  public Optional<Instant> tcbDate() {
    return Optional.ofNullable(tcbDateOrNull);
  }

  /** Which check failed, if known. */
  public Optional<Failure> failure() {
    return Optional.ofNullable(failureOrNull);
  }

  /** Supplemental data, if requested. */
  public Optional<SupplementalData> supplemental() {
    return Optional.ofNullable(supplementalOrNull);
  }

  /** The TCB status, or the return code of a call that failed. */
  @Override
  public String toString() {
    return status().map(TcbStatus::intelName).orElse(returnCode.name());
  }
}
