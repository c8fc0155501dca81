package io.github.quotary.spark.executor;

import io.github.quotary.evidence.report.InputChecks;
import io.github.quotary.spark.column.VerdictColumns;
import io.github.quotary.spark.column.VerdictSchema;
import io.github.quotary.verify.BatchVerifier;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.Verifier;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a partition with their verdicts, in the same order. A row is made when it is asked
 * for, and is good until the next is. Not thread-safe.
 *
 * @param <R> a row
 */
final class PartitionVerifier<R> implements Iterator<R> {
  private static final int COLUMNS = VerdictSchema.verdict().length();

  private final Iterator<R> input;
  private final CellReader<R> reader;
  private final Verifier verifier;
  private final VerdictColumns columns;
  private final Shape<R> shape;
  private Batch<R> batch = new Batch<>();
  private @Nullable VerificationResult[] results = {};
  private int next;

  /**
   * How rows are made.
   *
   * @param access makes them
   * @param batchRows how many rows are verified together
   * @param <R> a row
   */
  record Shape<R>(RowAccess<R> access, int batchRows) {}

  PartitionVerifier(
      Iterator<R> input,
      CellReader<R> reader,
      Verifier verifier,
      VerdictColumns columns,
      Shape<R> shape) {
    this.input = input;
    this.reader = reader;
    this.verifier = verifier;
    this.columns = columns;
    this.shape = shape;
  }

  @Override
  public boolean hasNext() {
    return next < results.length || input.hasNext();
  }

  @Override
  public R next() {
    if (next == results.length) {
      verify();
    }
    VerificationResult result = results[next];
    if (result == null) {
      throw new NoSuchElementException();
    }
    results[next] = null;
    return row(next++, result);
  }

  /** Verifies the next batch, as one chunk: the engine gets the signatures of a key together. */
  private void verify() {
    batch = Batch.read(input, shape.access(), reader, shape.batchRows());
    if (batch.size() == 0) {
      throw new NoSuchElementException();
    }
    @Nullable VerificationResult[] verified = new @Nullable VerificationResult[batch.size()];
    BatchVerifier.builder(verifier)
        .keepIds(true)
        .chunk(batch.size())
        .build()
        .verify(batch.quotes(), (index, cell, result) -> verified[(int) index] = result);
    results = verified;
    next = 0;
  }

  private R row(int index, VerificationResult result) {
    QuoteCell cell = batch.quote(index);
    @Nullable Object[] verdict = new @Nullable Object[COLUMNS];
    columns.write(
        InputChecks.of(result, cell.bindings(), cell.logs()),
        cell.isOwnCollateral(),
        cell.quote(),
        verdict,
        0);
    return shape.access().row(batch.row(index), verdict);
  }
}
