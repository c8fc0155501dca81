package io.github.quotary.spark.column;

import io.github.quotary.quote.ReportBody;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/** Values as callers of Spark see them. Stateless. */
public final class RowForm implements ValueForm {
  private final Times times;

  /** The form of a session. */
  public RowForm(Times times) {
    this.times = times;
  }

  @Override
  public Object text(String text) {
    return text;
  }

  @Override
  public Object time(Instant time) {
    return times.of(time);
  }

  @Override
  public Object struct(@Nullable Object... fields) {
    return RowFactory.create(fields);
  }

  @Override
  public Object array(Object... elements) {
    return elements;
  }

  @Override
  public Object shared(DataType type, Object value) {
    return value;
  }

  @Override
  public Object measurements(ReportBody report) {
    return measurementRow(report);
  }

  static Row measurementRow(ReportBody report) {
    @Nullable Object[] values = new @Nullable Object[VerdictSchema.MEASUREMENTS.length()];
    new Measurements()
        .read(
            report,
            new Measurements.Sink() {
              @Override
              public void bytes(int field, byte[] from, int start, int length) {
                values[field] = Arrays.copyOfRange(from, start, start + length);
              }

              @Override
              public void number(int field, int value) {
                values[field] = value;
              }
            });
    return RowFactory.create(values);
  }

  @Override
  public @Nullable Object deferred(Supplier<? extends @Nullable Object> value) {
    return value.get();
  }
}
