package io.github.quotary.spark.executor;

import io.github.quotary.spark.column.ValueForm;
import org.jspecify.annotations.Nullable;

/**
 * Rows of some kind: takes values out of them, and makes them. Not thread-safe.
 *
 * @param <R> a row
 */
public interface RowAccess<R> {
  /**
   * A row that may change when the next is read, for as long as its batch lasts.
   *
   * @param index in the batch; it takes the place of the row that was held there before
   */
  R held(R row, int index);

  /**
   * A value of a row that is held.
   *
   * @return bytes as a {@code ByteBuffer}, good as long as the row, or as a {@code byte[]}, a time
   *     of {@code java.time}, or a text of anything else; null for none
   */
  @Nullable Object get(R row, int index);

  /** How the values of a verdict are to stand in a row. */
  ValueForm form();

  /**
   * The row of a verdict, which may be the same object again; it is good until the next is made.
   *
   * @param from the row whose quote was verified
   * @param verdict the values of the verdict, which the row takes over
   */
  R row(R from, @Nullable Object[] verdict);
}
