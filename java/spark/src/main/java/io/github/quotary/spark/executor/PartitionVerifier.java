package io.github.quotary.spark.executor;

import io.github.quotary.evidence.report.InputChecks;
import io.github.quotary.spark.column.VerdictColumns;
import io.github.quotary.spark.column.VerdictSchema;
import io.github.quotary.verify.BatchVerifier;
import io.github.quotary.verify.Verifier;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** The rows of a partition with their verdicts, in the same order. Not thread-safe. */
final class PartitionVerifier implements Iterator<Row> {
  private static final int COLUMNS = VerdictSchema.verdict().length();

  private final Iterator<Row> input;
  private final CellReader reader;
  private final BatchVerifier verifier;
  private final VerdictColumns columns;
  private final Shape shape;
  private @Nullable Row[] ready = {};
  private int next;

  /**
   * How rows are made.
   *
   * @param kept the indexes of the columns that are kept
   * @param isStruct whether the verdict is one column
   * @param batchRows how many rows are verified together
   */
  record Shape(List<Integer> kept, boolean isStruct, int batchRows) {}

  PartitionVerifier(
      Iterator<Row> input,
      CellReader reader,
      Verifier verifier,
      VerdictColumns columns,
      Shape shape) {
    this.input = input;
    this.reader = reader;
    this.verifier = BatchVerifier.builder(verifier).build();
    this.columns = columns;
    this.shape = shape;
  }

  @Override
  public boolean hasNext() {
    return next < ready.length || input.hasNext();
  }

  @Override
  public Row next() {
    if (next == ready.length) {
      verify(Batch.read(input, reader, shape.batchRows()));
    }
    Row row = ready[next];
    ready[next++] = null;
    if (row == null) {
      throw new NoSuchElementException();
    }
    return row;
  }

  private void verify(Batch batch) {
    if (batch.size() == 0) {
      throw new NoSuchElementException();
    }
    int[] order = batch.byPlatform();
    @Nullable Row[] rows = new @Nullable Row[batch.size()];
    verifier.verify(
        new Ordered(batch, order),
        (index, cell, result) -> {
          int row = order[(int) index];
          rows[row] =
              row(batch.row(row), cell, InputChecks.of(result, cell.bindings(), cell.logs()));
        });
    ready = rows;
    next = 0;
  }

  private Row row(Row from, QuoteCell cell, InputChecks checks) {
    List<Integer> kept = shape.kept();
    int start = kept.size();
    @Nullable Object[] values = new @Nullable Object[start + (shape.isStruct() ? 1 : COLUMNS)];
    for (int i = 0; i < start; i++) {
      values[i] = from.get(kept.get(i));
    }
    if (shape.isStruct()) {
      @Nullable Object[] verdict = new @Nullable Object[COLUMNS];
      columns.write(checks, cell.isOwnCollateral(), cell.quote(), verdict, 0);
      values[start] = RowFactory.create(verdict);
    } else {
      columns.write(checks, cell.isOwnCollateral(), cell.quote(), values, start);
    }
    return RowFactory.create(values);
  }

  /** The quotes of a batch, those of one platform one after the other. */
  private static final class Ordered extends AbstractList<QuoteCell> {
    private final Batch batch;
    private final int[] order;

    Ordered(Batch batch, int[] order) {
      this.batch = batch;
      this.order = order;
    }

    @Override
    public QuoteCell get(int index) {
      return batch.quote(order[index]);
    }

    @Override
    public int size() {
      return order.length;
    }
  }
}
