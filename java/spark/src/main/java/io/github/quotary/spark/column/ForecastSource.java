package io.github.quotary.spark.column;

import io.github.quotary.pcs.lookahead.Forecast;
import io.github.quotary.verify.VerificationResult.Verified;
import java.nio.ByteBuffer;
import java.util.List;

/** Looks ahead: a platform under the data sets that are not in force yet. */
@FunctionalInterface
public interface ForecastSource {
  /**
   * The forecasts, which are the same for every quote of a platform at one time.
   *
   * @param quote the bytes of the verified quote
   */
  List<Forecast> forecasts(Verified verified, ByteBuffer quote);
}
