package io.github.quotary.spark.catalyst;

import io.github.quotary.quote.ReportBody;
import io.github.quotary.spark.column.Measurements;
import io.github.quotary.spark.column.ValueForm;
import io.github.quotary.spark.column.VerdictSchema;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Values as Spark holds them. Not thread-safe. */
final class InternalForm implements ValueForm {
  private static final long MICROS = 1_000_000;
  private static final int NANOS = 1000;
  private static final int ROW_BYTES = 2048;

  /** Fewer than a long has bits. */
  private static final int FIELDS = VerdictSchema.MEASUREMENTS.length();

  private final Map<DataType, UnsafeProjection> projections = new HashMap<>();
  private final Measurements measurements = new Measurements();
  private final UnsafeRowWriter writer = new UnsafeRowWriter(FIELDS, ROW_BYTES);

  /** The fields that the report has. */
  private long written;

  private final Measurements.Sink sink =
      new Measurements.Sink() {
        @Override
        public void bytes(int field, byte[] from, int start, int length) {
          written |= 1L << field;
          writer.write(field, from, start, length);
        }

        @Override
        public void number(int field, int value) {
          written |= 1L << field;
          writer.write(field, value);
        }
      };

  @Override
  public Object text(String text) {
    return UTF8String.fromString(text);
  }

  @Override
  public Object time(Instant time) {
    return Math.addExact(Math.multiplyExact(time.getEpochSecond(), MICROS), time.getNano() / NANOS);
  }

  @Override
  public Object struct(@Nullable Object... fields) {
    return new GenericInternalRow(fields);
  }

  @Override
  public Object array(Object... elements) {
    return new GenericArrayData(elements);
  }

  /** In the bytes of Spark's format, which go from row to row as they are. */
  @Override
  public Object shared(DataType type, Object value) {
    UnsafeRow row =
        projections
            .computeIfAbsent(type, of -> UnsafeProjection.create(new DataType[] {of}))
            .apply(new GenericInternalRow(new Object[] {value}))
            .copy();
    return type instanceof StructType struct ? row.getStruct(0, struct.length()) : row.getArray(0);
  }

  /** Good until it is called again. */
  @Override
  public InternalRow measurements(ReportBody report) {
    writer.reset();
    writer.zeroOutNullBytes();
    written = 0;
    measurements.read(report, sink);
    for (int i = 0; i < FIELDS; i++) {
      if ((written & 1L << i) == 0) {
        writer.setNullAt(i);
      }
    }
    return writer.getRow();
  }

  @Override
  public Object deferred(Supplier<? extends @Nullable Object> value) {
    return new Deferred(value);
  }
}
