package io.github.quotary.spark.executor;

import io.github.quotary.spark.column.ForecastSource;
import io.github.quotary.spark.column.Times;
import io.github.quotary.spark.column.VerdictColumns;
import io.github.quotary.spark.config.CollateralSet;
import io.github.quotary.spark.config.VerifierSettings;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Verifies the rows of a partition; goes to executors. */
public final class VerifyPartition implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final VerifierSettings settings;
  private final String collateralId;
  private final String collateralName;
  private final @Nullable Broadcast<CollateralSet> collateral;
  private final Cells cells;
  private final @Nullable Instant at;
  private final boolean isStruct;
  private final int batchRows;
  private final boolean lookAhead;
  private final Times times;
  private final String producer;

  /**
   * The function.
   *
   * @param collateral of rows without their own; null for none
   * @param at the time of rows without their own; null for the moment of verification
   * @param isStruct whether the verdict is one column
   * @param batchRows how many rows are verified together
   * @param lookAhead whether to evaluate the next data sets
   */
  @SuppressWarnings("TooManyParameters")
  public VerifyPartition(
      VerifierSettings settings,
      @Nullable Broadcast<CollateralSet> collateral,
      Cells cells,
      @Nullable Instant at,
      boolean isStruct,
      int batchRows,
      boolean lookAhead,
      Times times,
      String producer) {
    this.settings = settings;
    this.collateral = collateral;
    this.collateralId = collateral == null ? "" : collateral.value().id();
    this.collateralName = collateral == null ? "none" : collateral.value().name();
    this.cells = cells;
    this.at = at;
    this.isStruct = isStruct;
    this.batchRows = batchRows;
    this.lookAhead = lookAhead;
    this.times = times;
    this.producer = producer;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    Verifiers.Ready ready = ready();
    ForecastSource forecasts =
        lookAhead
            ? ready
                .bundle()
                .map(bundle -> new Forecasts(bundle, ready.verifier(), times))
                .orElse(null)
            : null;
    return new PartitionVerifier(
        rows,
        new CellReader(cells, at, ready.single(), Clock.systemUTC()),
        ready.verifier(),
        new VerdictColumns(
            times, new VerdictColumns.Origin(collateralName, producer), forecasts),
        new PartitionVerifier.Shape(cells.kept(), isStruct, batchRows));
  }

  private Verifiers.Ready ready() {
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
}
