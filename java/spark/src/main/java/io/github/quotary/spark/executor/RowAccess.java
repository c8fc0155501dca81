package io.github.quotary.spark.executor;

import io.github.quotary.spark.column.ValueForm;
import org.jspecify.annotations.Nullable;

/**
 * Rows of some kind: takes values out of them, and makes them. Not thread-safe.
 *
 * @param <R> a row, which is good for as long as anybody has it
 */
public interface RowAccess<R> {
  /**
   * A value.
   *
   * @return {@code byte[]}, a time of {@code java.time}, or a text of anything else; null for none
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
