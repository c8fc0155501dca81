package io.github.quotary.spark.column;

import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import io.github.quotary.collateral.Validity;
import io.github.quotary.policy.EvaluatedPlatform;
import io.github.quotary.verify.VerificationResult.Verified;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * The columns that are the same for all quotes of a platform. Made once for each; thread-safe. It
 * refers to the platform weakly: that has certificates, which the verifier's cache may drop.
 */
final class PlatformColumns extends WeakReference<EvaluatedPlatform> {
  private static final DataType STRINGS = createArrayType(StringType);
  private static final DataType FORECASTS = createArrayType(VerdictSchema.FORECAST);

  final Object tcbStatus;
  final Object advisoryIds;
  final Object tcbDate;
  final Long number;
  final Object fmspc;
  final @Nullable Object explanation;
  private final Object dates;
  private final Object expiredDates;
  private volatile @Nullable AtTime datesAt;
  private volatile @Nullable AtTime forecasts;

  /** What was said for a time of verification. */
  private record AtTime(Instant at, Object value) {}

  PlatformColumns(Verified verified, ValueForm form, SharedValues shared) {
    super(verified.platform());
    tcbStatus = shared.of(form.text(verified.tcb().status().intelName()));
    advisoryIds =
        shared.of(form.shared(STRINGS, Explanations.texts(verified.tcb().advisoryIds(), form)));
    tcbDate = shared.of(form.time(verified.tcb().tcbDate()));
    number = verified.tcb().tcbEvaluationDataNumber();
    fmspc = shared.of(form.text(verified.platform().pck().fmspc().toString()));
    dates = dates(verified.validity(), false, form, shared);
    expiredDates = dates(verified.validity(), true, form, shared);
    Object lacks = Explanations.of(verified.explanation(), form);
    explanation = lacks == null ? null : shared.of(form.shared(VerdictSchema.EXPLANATION, lacks));
  }

  private static Object dates(
      Validity validity, boolean isExpired, ValueForm form, SharedValues shared) {
    return shared.of(
        form.shared(
            VerdictSchema.COLLATERAL,
            form.struct(
                form.time(validity.earliestIssue()),
                form.time(validity.latestIssue()),
                form.time(validity.earliestExpiration()),
                isExpired)));
  }

  /** The dates, and whether something was out of date then. */
  Object dates(Verified verified) {
    AtTime known = datesAt;
    if (known == null || !known.at().equals(verified.verifiedAt())) {
      known = new AtTime(verified.verifiedAt(), verified.expired() ? expiredDates : dates);
      datesAt = known;
    }
    return known.value();
  }

  /** What the next data sets say of it; looked up once for a time. */
  Object forecasts(Verified verified, ByteBuffer quote, ForecastSource source, ValueForm form) {
    AtTime known = forecasts;
    if (known == null || !known.at().equals(verified.verifiedAt())) {
      Object value =
          form.shared(FORECASTS, ForecastColumns.of(source.forecasts(verified, quote), form));
      known = new AtTime(verified.verifiedAt(), value);
      forecasts = known;
    }
    return known.value();
  }
}
