package io.github.quotary.spark.column;

import io.github.quotary.pcs.document.EvaluationDataNumbers;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.pcs.lookahead.Forecast;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Undecided;
import io.github.quotary.verify.VerificationResult.Verified;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** A platform under one data set, as an element of the column {@code forecasts}. */
public final class ForecastColumns {
  private ForecastColumns() {}

  /** The element. */
  public static Row of(Forecast forecast, Times times) {
    VerificationResult result = forecast.result();
    Verified verified = result instanceof Verified it ? it : null;
    return RowFactory.create(
        forecast.update().id(),
        number(forecast).orElse(null),
        forecast.disclosed().map(times::of).orElse(null),
        VerdictColumns.outcome(result),
        verified == null ? null : verified.tcb().status().intelName(),
        verified == null ? null : Explanations.strings(verified.tcb().advisoryIds()),
        verified == null ? null : times.of(verified.tcb().tcbDate()),
        result instanceof Rejected rejected ? rejected.reason().name() : null,
        detail(result),
        result.explanation().map(Explanations::shortfalls).orElseGet(() -> new String[0]));
  }

  private static Optional<Long> number(Forecast forecast) {
    if (forecast.update() instanceof TcbUpdate.EvaluationDataNumber exact) {
      return Optional.of(exact.number());
    }
    return forecast
        .recovery()
        .map(EvaluationDataNumbers.Entry::number)
        .or(
            () ->
                forecast.result() instanceof Verified verified
                    ? Optional.of(verified.tcb().tcbEvaluationDataNumber())
                    : Optional.empty());
  }

  private static @Nullable String detail(VerificationResult result) {
    if (result instanceof Rejected rejected) {
      return rejected.detail();
    }
    return result instanceof Undecided undecided ? undecided.cause() : null;
  }
}
