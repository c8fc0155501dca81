package io.github.quotary.spark.column;

import io.github.quotary.verify.VerificationResult.Verified;
import java.nio.ByteBuffer;
import org.apache.spark.sql.Row;

/** Looks ahead: a platform under the data sets that are not in force yet. */
@FunctionalInterface
public interface ForecastSource {
  /**
   * The elements of the column {@code forecasts}, which are the same for every quote of a platform.
   *
   * @param quote the bytes of the verified quote
   */
  Row[] forecasts(Verified verified, ByteBuffer quote);
}
