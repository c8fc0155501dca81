package io.github.quotary.spark.executor;

import io.github.quotary.spark.column.ForecastSource;
import io.github.quotary.spark.column.PlatformCache;
import io.github.quotary.spark.column.RowForm;
import io.github.quotary.spark.column.Times;
import io.github.quotary.spark.column.ValueForm;
import io.github.quotary.spark.column.VerdictColumns;
import io.github.quotary.spark.config.CollateralSet;
import io.github.quotary.spark.config.Producer;
import io.github.quotary.spark.config.VerifierSettings;
import io.github.quotary.spark.config.VerifyOptions;
import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
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

  /**
   * Verifies the rows of a partition, in their order.
   *
   * @param rows the rows
   * @param cells where things are in them
   * @param access takes values out of rows, and makes rows
   * @param batchRows how many rows are verified together
   * @param <R> a row
   */
  public <R> Iterator<R> verified(
      Iterator<R> rows, Cells cells, RowAccess<R> access, int batchRows) {
    Verifiers.Ready ready = verifier();
    return new PartitionVerifier<>(
        rows,
        new CellReader<>(cells, at, access::get, ready.single(), Clock.systemUTC()),
        ready.verifier(),
        columns(ready, access.form(), ready.platforms()),
        new PartitionVerifier.Shape<>(access, batchRows));
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

  /** How values stand in rows of this session. */
  RowForm rowForm() {
    return new RowForm(times);
  }

  /**
   * What writes its verdicts.
   *
   * @param platforms has values of this form alone
   */
  VerdictColumns columns(Verifiers.Ready ready, ValueForm form, PlatformCache platforms) {
    ForecastSource forecasts =
        lookAhead
            ? ready.bundle().map(bundle -> new Forecasts(bundle, ready.verifier())).orElse(null)
            : null;
    return new VerdictColumns(
        form, new VerdictColumns.Origin(collateralName, producer), platforms, forecasts);
  }
}
