package io.github.quotary.pcs.lookahead;

import io.github.quotary.pcs.document.EvaluationDataNumbers;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.verify.VerificationResult;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on a quote under a data set other than the one in force.
 *
 * @param update the requested data set
 * @param result the verdict; {@code Undecided} if the data set is unavailable
 * @param recoveryOrNull the TCB recovery of the data set; null if unknown
 */
public record Forecast(
    TcbUpdate update,
    VerificationResult result,
    EvaluationDataNumbers.@Nullable Entry recoveryOrNull) {

  /** The TCB recovery of the data set, if Intel lists it. */
  public Optional<EvaluationDataNumbers.Entry> recovery() {
    return Optional.ofNullable(recoveryOrNull);
  }

  /** When that recovery was disclosed. */
  public Optional<Instant> disclosed() {
    return recovery().map(EvaluationDataNumbers.Entry::tcbRecoveryEventDate);
  }
}
