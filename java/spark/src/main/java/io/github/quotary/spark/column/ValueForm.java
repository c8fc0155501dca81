package io.github.quotary.spark.column;

import io.github.quotary.quote.ReportBody;
import java.time.Instant;
import java.util.function.Supplier;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * How values stand in a row: as callers of Spark see them, or as Spark holds them. Booleans,
 * numbers and {@code byte[]} are the same in both. Not thread-safe.
 */
public interface ValueForm {
  /** A text. */
  Object text(String text);

  /** A time. */
  Object time(Instant time);

  /** A struct of values that have the form. */
  Object struct(@Nullable Object... fields);

  /** An array of values that have the form. */
  Object array(Object... elements);

  /**
   * A value that goes into many rows, in the shape that is fastest to copy; shared among threads.
   *
   * @param type its type
   * @param value an array or a struct that has the form
   */
  Object shared(DataType type, Object value);

  /** The struct {@code measurements} of a report, which stays as it is. */
  Object measurements(ReportBody report);

  /** A value that not every reader of the row asks for. */
  @Nullable Object deferred(Supplier<? extends @Nullable Object> value);
}
