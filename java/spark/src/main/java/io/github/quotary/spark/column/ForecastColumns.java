package io.github.quotary.spark.column;

import io.github.quotary.pcs.document.EvaluationDataNumbers;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.pcs.lookahead.Forecast;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Undecided;
import io.github.quotary.verify.VerificationResult.Verified;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A platform under the data sets that are not in force, as the column {@code forecasts}. */
final class ForecastColumns {
  private ForecastColumns() {}

  static Object of(List<Forecast> forecasts, ValueForm form) {
    return form.array(forecasts.stream().map(each -> of(each, form)).toArray());
  }

  private static Object of(Forecast forecast, ValueForm form) {
    VerificationResult result = forecast.result();
    Verified verified = result instanceof Verified it ? it : null;
    String detail = detail(result);
    return form.struct(
        form.text(forecast.update().id()),
        number(forecast).orElse(null),
        forecast.disclosed().map(form::time).orElse(null),
        form.text(VerdictColumns.outcome(result)),
        verified == null ? null : form.text(verified.tcb().status().intelName()),
        verified == null ? null : Explanations.texts(verified.tcb().advisoryIds(), form),
        verified == null ? null : form.time(verified.tcb().tcbDate()),
        result instanceof Rejected rejected ? form.text(rejected.reason().name()) : null,
        detail == null ? null : form.text(detail),
        result
            .explanation()
            .map(lacks -> Explanations.shortfalls(lacks, form))
            .orElseGet(form::array));
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
