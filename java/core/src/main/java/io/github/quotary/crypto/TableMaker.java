package io.github.quotary.crypto;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How an engine prepares keys. Thread-safe.
 *
 * @param <T> what is prepared of a key, such as a table of its multiples; immutable
 */
interface TableMaker<T> {
  /** The bytes that a table of this size takes; those of a large one are never fewer. */
  long bytes(TableSize size);

  /** Prepares a key; null if memory has run out. */
  @Nullable T make(P256PublicKey key, TableSize size);

  /** For an engine that knows one size only. */
  static <T> TableMaker<T> ofOneSize(long bytes, Function<P256PublicKey, T> preparation) {
    return new TableMaker<>() {
      @Override
      public long bytes(TableSize size) {
        return bytes;
      }

      @Override
      public T make(P256PublicKey key, TableSize size) {
        return preparation.apply(key);
      }
    };
  }
}
