package io.github.quotary.spark.column;

import io.github.quotary.collateral.Validity;
import io.github.quotary.policy.EvaluatedPlatform;
import io.github.quotary.verify.VerificationResult.Verified;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * The columns that are the same for all quotes of a platform at one time of verification. Made once
 * for each.
 */
final class PlatformColumns {
  // Not the verdict itself: its quote would stay as long.
  private final EvaluatedPlatform platform;
  private final Instant at;

  final String tcbStatus;
  final String[] advisoryIds;
  final Object tcbDate;
  final Long number;
  final String fmspc;
  final Row dates;
  final @Nullable Row explanation;
  private Row @Nullable [] forecasts;

  PlatformColumns(Verified verified, Times times) {
    platform = verified.platform();
    at = verified.verifiedAt();
    tcbStatus = verified.tcb().status().intelName();
    advisoryIds = Explanations.strings(verified.tcb().advisoryIds());
    tcbDate = times.of(verified.tcb().tcbDate());
    number = verified.tcb().tcbEvaluationDataNumber();
    fmspc = platform.pck().fmspc().toString();
    Validity validity = verified.validity();
    dates =
        RowFactory.create(
            times.of(validity.earliestIssue()),
            times.of(validity.latestIssue()),
            times.of(validity.earliestExpiration()),
            verified.expired());
    explanation = Explanations.of(verified.explanation(), times);
  }

  @SuppressWarnings("ReferenceEquality") // Quotes of one platform share the object.
  boolean isOf(Verified verified) {
    return platform == verified.platform() && at.equals(verified.verifiedAt());
  }

  /** What the next data sets say of it; looked up once. */
  Row[] forecasts(Verified verified, ByteBuffer quote, ForecastSource source) {
    Row[] known = forecasts;
    if (known == null) {
      known = source.forecasts(verified, quote);
      forecasts = known;
    }
    return known;
  }
}
