package io.github.quotary.spark.executor;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Rows of a partition that are verified together, in its order. Not thread-safe.
 *
 * @param <R> a row
 */
final class Batch<R> {
  /** Rows may be large; so much is enough for one batch. */
  private static final long MAX_BYTES = 16L << 20;

  private final List<R> rows = new ArrayList<>();
  private final List<QuoteCell> quotes = new ArrayList<>();

  /**
   * Reads the next batch; empty at the end.
   *
   * @param max how many rows, at most 65536
   * @param <R> a row
   */
  static <R> Batch<R> read(Iterator<R> input, RowAccess<R> access, CellReader<R> reader, int max) {
    Batch<R> batch = new Batch<>();
    long bytes = 0;
    while (batch.rows.size() < max && bytes < MAX_BYTES && input.hasNext()) {
      R row = access.held(input.next(), batch.rows.size());
      QuoteCell cell = reader.read(row);
      batch.rows.add(row);
      batch.quotes.add(cell);
      bytes += cell.quote().remaining();
    }
    return batch;
  }

  int size() {
    return rows.size();
  }

  R row(int index) {
    return rows.get(index);
  }

  List<QuoteCell> quotes() {
    return quotes;
  }

  QuoteCell quote(int index) {
    return quotes.get(index);
  }
}
