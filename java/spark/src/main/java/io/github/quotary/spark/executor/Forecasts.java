package io.github.quotary.spark.executor;

import io.github.quotary.pcs.bundle.CollateralBundle;
import io.github.quotary.pcs.lookahead.LookAhead;
import io.github.quotary.spark.column.ForecastColumns;
import io.github.quotary.spark.column.ForecastSource;
import io.github.quotary.spark.column.Times;
import io.github.quotary.verify.VerificationResult.Verified;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import org.apache.spark.sql.Row;

/** Looks ahead at the data sets of a bundle. */
final class Forecasts implements ForecastSource {
  private final LookAhead lookAhead;
  private final Times times;

  Forecasts(CollateralBundle bundle, Verifier verifier, Times times) {
    this.lookAhead = new LookAhead(bundle, verifier);
    this.times = times;
  }

  @Override
  public Row[] forecasts(Verified verified, ByteBuffer quote) {
    return lookAhead.forecasts(quote, verified.verifiedAt()).stream()
        .map(forecast -> ForecastColumns.of(forecast, times))
        .toArray(Row[]::new);
  }
}
