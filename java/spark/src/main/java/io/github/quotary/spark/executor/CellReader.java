package io.github.quotary.spark.executor;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.verify.BatchQuote;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Takes what is to be verified out of rows. Not thread-safe.
 *
 * @param <R> a row
 */
final class CellReader<R> {
  private final Cells cells;
  private final @Nullable Instant at;
  private final Value<R> value;
  private final @Nullable Collateral single;
  private final Clock clock;
  private final CollateralCells collaterals = new CollateralCells();

  /**
   * Takes a value out of a row.
   *
   * @param <R> a row
   */
  @FunctionalInterface
  interface Value<R> {
    /** The value, as {@link RowAccess#get} gives it. */
    @Nullable Object get(R row, int index);
  }

  /**
   * A reader.
   *
   * @param at the time of rows without their own; null for the clock's
   * @param value takes a value out of a row
   * @param single the collateral of rows without their own; null to ask the verifier's source
   */
  CellReader(
      Cells cells, @Nullable Instant at, Value<R> value, @Nullable Collateral single, Clock clock) {
    this.cells = cells;
    this.at = at;
    this.value = value;
    this.single = single;
    this.clock = clock;
  }

  /** The quote of a row; {@link BatchQuote#unreadable} says what is wrong with one. */
  QuoteCell read(R row) {
    Instant time;
    try {
      Instant own = TimeCell.of(cell(row, cells.at()));
      time = own != null ? own : defaultTime();
    } catch (InputException e) {
      return QuoteCell.unreadable("the time of verification: " + e.getMessage(), defaultTime());
    }
    Object problem = cell(row, cells.problem());
    if (problem != null) {
      return QuoteCell.unreadable(problem.toString(), time);
    }
    Object own = outlasting(cell(row, cells.collateral()));
    if (own == null) {
      return QuoteCell.of(cell(row, cells.quote()), time, single, false);
    }
    try {
      return QuoteCell.of(cell(row, cells.quote()), time, collaterals.of(own), true);
    } catch (InputException e) {
      return QuoteCell.unreadable("the collateral of the row: " + e.getMessage(), time);
    }
  }

  /** What is cached must not be bytes of a row, which are good only as long as the row. */
  private static @Nullable Object outlasting(@Nullable Object value) {
    return value instanceof ByteBuffer bytes ? QuoteCell.copy(bytes) : value;
  }

  private Instant defaultTime() {
    return at != null ? at : clock.instant();
  }

  private @Nullable Object cell(R row, int index) {
    return index < 0 ? null : value.get(row, index);
  }
}
