package io.github.quotary.spark.executor;

import io.github.quotary.pcs.bundle.CollateralBundle;
import io.github.quotary.pcs.lookahead.Forecast;
import io.github.quotary.pcs.lookahead.LookAhead;
import io.github.quotary.spark.column.ForecastSource;
import io.github.quotary.verify.VerificationResult.Verified;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.util.List;

/** Looks ahead at the data sets of a bundle. */
final class Forecasts implements ForecastSource {
  private final LookAhead lookAhead;

  Forecasts(CollateralBundle bundle, Verifier verifier) {
    this.lookAhead = new LookAhead(bundle, verifier);
  }

  @Override
  public List<Forecast> forecasts(Verified verified, ByteBuffer quote) {
    return lookAhead.forecasts(quote, verified.verifiedAt());
  }
}
