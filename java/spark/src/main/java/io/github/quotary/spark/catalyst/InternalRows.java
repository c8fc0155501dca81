package io.github.quotary.spark.catalyst;

import io.github.quotary.spark.column.ValueForm;
import io.github.quotary.spark.column.VerdictSchema;
import io.github.quotary.spark.executor.RowAccess;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.jspecify.annotations.Nullable;

/** Spark's own rows: the columns that are kept come first in those that are read. */
final class InternalRows implements RowAccess<InternalRow> {
  private static final int COLUMNS = VerdictSchema.verdict().length();

  private final InternalForm form = new InternalForm();
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
  public @Nullable Object get(InternalRow row, int index) {
    if (row.isNullAt(index)) {
      return null;
    }
    DataType type = types[index];
    if (type instanceof BinaryType) {
      return row.getBinary(index);
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
