package io.github.quotary.spark.catalyst;

import io.github.quotary.spark.column.ValueForm;
import io.github.quotary.spark.column.VerdictSchema;
import io.github.quotary.spark.executor.RowAccess;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.unsafe.Platform;
import org.jspecify.annotations.Nullable;

/** Spark's own rows: the columns that are kept come first in those that are read. */
final class InternalRows implements RowAccess<InternalRow> {
  private static final int COLUMNS = VerdictSchema.verdict().length();

  /** Of a row that is held in memory that the next batch takes again; a quote has some 5 KiB. */
  private static final int MAX_REUSED = 1 << 16;

  private static final int MIN_REUSED = 1 << 13;

  private final InternalForm form = new InternalForm();

  /** What rows of a batch are held in, by their place in it. */
  private final List<UnsafeRow> holders = new ArrayList<>();

  private final DataType[] types;
  private final int kept;
  private final boolean isStruct;

  /**
   * The rows.
   *
   * @param types of the columns that are read
   * @param kept how many of them are kept
   * @param isStruct whether the verdict is one column
   */
  InternalRows(DataType[] types, int kept, boolean isStruct) {
    this.types = types.clone();
    this.kept = kept;
    this.isStruct = isStruct;
  }

  @Override
  public InternalRow held(InternalRow row, int index) {
    if (!(row instanceof UnsafeRow from)) {
      return row.copy();
    }
    int size = from.getSizeInBytes();
    if (size > MAX_REUSED) {
      return from.copy();
    }
    while (holders.size() <= index) {
      holders.add(new UnsafeRow(types.length));
    }
    UnsafeRow holder = holders.get(index);
    byte[] bytes = (byte[]) holder.getBaseObject();
    if (bytes == null || bytes.length < size) {
      bytes = new byte[Math.max(MIN_REUSED, Integer.highestOneBit(size) << 1)];
    }
    Platform.copyMemory(
        from.getBaseObject(), from.getBaseOffset(), bytes, Platform.BYTE_ARRAY_OFFSET, size);
    holder.pointTo(bytes, Platform.BYTE_ARRAY_OFFSET, size);
    return holder;
  }

  @Override
  public @Nullable Object get(InternalRow row, int index) {
    if (row.isNullAt(index)) {
      return null;
    }
    DataType type = types[index];
    if (type instanceof BinaryType) {
      return row instanceof UnsafeRow unsafe && unsafe.getBaseObject() instanceof byte[] bytes
          ? view(unsafe, bytes, index)
          : row.getBinary(index);
    }
    if (type instanceof StringType) {
      return row.getUTF8String(index).toString();
    }
    // A time without a zone is taken for one of UTC.
    if (type instanceof TimestampType || type instanceof TimestampNTZType) {
      return Instant.EPOCH.plus(row.getLong(index), ChronoUnit.MICROS);
    }
    if (type instanceof DateType) {
      return LocalDate.ofEpochDay(row.getInt(index));
    }
    return String.valueOf(row.get(index, type));
  }

  /** Where a value of variable length stands: its offset in the row, then its size. */
  private static ByteBuffer view(UnsafeRow row, byte[] bytes, int index) {
    long place = row.getLong(index);
    int start = (int) (row.getBaseOffset() - Platform.BYTE_ARRAY_OFFSET + (place >>> Integer.SIZE));
    return ByteBuffer.wrap(bytes, start, (int) place);
  }

  @Override
  public ValueForm form() {
    return form;
  }

  @Override
  public InternalRow row(InternalRow from, @Nullable Object[] verdict) {
    @Nullable Object[] values = new @Nullable Object[kept + (isStruct ? 1 : COLUMNS)];
    for (int i = 0; i < kept; i++) {
      values[i] = from.isNullAt(i) ? null : from.get(i, types[i]);
    }
    if (isStruct) {
      values[kept] = new Deferred.Row(verdict);
    } else {
      System.arraycopy(verdict, 0, values, kept, COLUMNS);
    }
    return new Deferred.Row(values);
  }
}
