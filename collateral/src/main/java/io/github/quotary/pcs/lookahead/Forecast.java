package io.github.quotary.pcs.lookahead;

import io.github.quotary.pcs.document.EvaluationDataNumbers;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.verify.VerificationResult;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a quote's verdict would be under another data set than the one in force.
 *
 * @param update how the data set was asked for
 * @param result the verdict; {@code Undecided} where the data set cannot be had
 * @param recoveryOrNull the TCB recovery that it belongs to; null where that is not known
 */
public record Forecast(
    TcbUpdate update,
    VerificationResult result,
    EvaluationDataNumbers.@Nullable Entry recoveryOrNull) {

  /** The TCB recovery that the data set belongs to, where the service lists it. */
  public Optional<EvaluationDataNumbers.Entry> recovery() {
    return Optional.ofNullable(recoveryOrNull);
  }

  /** When that recovery was disclosed. */
  public Optional<Instant> disclosed() {
    return recovery().map(EvaluationDataNumbers.Entry::tcbRecoveryEventDate);
  }
}
