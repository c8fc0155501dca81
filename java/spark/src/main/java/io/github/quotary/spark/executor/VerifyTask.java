package io.github.quotary.spark.executor;

import io.github.quotary.spark.column.ForecastSource;
import io.github.quotary.spark.column.Times;
import io.github.quotary.spark.column.VerdictColumns;
import io.github.quotary.spark.config.CollateralSet;
import io.github.quotary.spark.config.Producer;
import io.github.quotary.spark.config.VerifierSettings;
import io.github.quotary.spark.config.VerifyOptions;
import java.io.Serializable;
import java.time.Instant;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/**
 * What executors verify with: all but the rows. Made on the driver; goes to executors with every
 * task, and so holds no more than the handle of the collateral. Immutable.
 */
public final class VerifyTask implements Serializable {
  private static final long serialVersionUID = 1L;

  private final VerifierSettings settings;
  private final @Nullable Broadcast<CollateralSet> collateral;
  private final String collateralId;
  private final String collateralName;
  private final @Nullable Instant at;
  private final boolean lookAhead;
  private final Times times;
  private final String producer;

  /**
   * A task.
   *
   * @param collateral of rows without their own; null for none
   * @param at the time of rows without their own; null for the moment of verification
   */
  public VerifyTask(
      VerifyOptions options,
      @Nullable Broadcast<CollateralSet> collateral,
      @Nullable Instant at,
      Times times) {
    this.settings = options.verifier();
    this.collateral = collateral;
    this.collateralId = collateral == null ? "" : collateral.value().id();
    this.collateralName = collateral == null ? "none" : collateral.value().name();
    this.at = at;
    this.lookAhead = options.lookAhead();
    this.times = times;
    this.producer = Producer.name();
  }

  /** The time of rows without their own; null for the moment of verification. */
  @Nullable Instant at() {
    return at;
  }

  /** The verifier of this JVM. */
  Verifiers.Ready verifier() {
    return Verifiers.ofJvm()
        .get(
            settings,
            collateralId,
            () -> {
              if (collateral == null) {
                throw new IllegalStateException("No collateral was broadcast");
              }
              return collateral.value();
            });
  }

  /** What writes its verdicts. */
  VerdictColumns columns(Verifiers.Ready ready) {
    ForecastSource forecasts =
        lookAhead
            ? ready
                .bundle()
                .map(bundle -> new Forecasts(bundle, ready.verifier(), times))
                .orElse(null)
            : null;
    return new VerdictColumns(
        times, new VerdictColumns.Origin(collateralName, producer), forecasts);
  }
}
