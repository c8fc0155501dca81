package io.github.quotary.spark.catalyst;

import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.jspecify.annotations.Nullable;

/** A value that is made when a row is asked for it: nobody may be. */
record Deferred(Supplier<? extends @Nullable Object> value) {

  /** A row that may have such values. Not thread-safe. */
  static final class Row extends GenericInternalRow {
    private static final long serialVersionUID = 1L;

    Row(@Nullable Object[] values) {
      super(values);
    }

    @Override
    public @Nullable Object genericGet(int index) {
      Object value = super.genericGet(index);
      if (value instanceof Deferred deferred) {
        value = deferred.value().get();
        update(index, value);
      }
      return value;
    }
  }
}
