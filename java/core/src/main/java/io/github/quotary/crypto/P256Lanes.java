package io.github.quotary.crypto;

import org.jspecify.annotations.Nullable;

/**
 * Arithmetic that verifies many signatures at a time, faster than plain Java: what a module beside
 * the core brings. {@link P256Accelerator} is how it is found. Thread-safe.
 */
public interface P256Lanes {
  /** A short name with the tier, such as {@code native:avx2}. */
  String name();

  /** Bytes that a table of this size takes. */
  long tableBytes(TableSize size);

  /**
   * A maker of tables.
   *
   * @param maxBytes what the tables in use may take together; those that were dropped and are not
   *     freed yet may take a quarter of it besides
   */
  Tables tables(long maxBytes);

  /**
   * Working memory for one thread at a time.
   *
   * @param capacity signatures that it can hold
   */
  Workspace workspace(int capacity);

  /** Makes tables. Thread-safe. */
  @FunctionalInterface
  interface Tables {
    /**
     * The multiples of a key.
     *
     * @param xy x followed by y, big-endian, 64 bytes: a point on the curve
     * @return null if memory has run out
     */
    @Nullable Table table(byte[] xy, TableSize size);
  }

  /** The multiples of a key, freed once nobody can reach this any more. Immutable. */
  interface Table {
    /** How large it is. */
    TableSize size();
  }

  /** Signatures and then their answers. Not thread-safe. */
  interface Workspace {
    /** How many signatures it can hold. */
    int capacity();

    /** Forgets all signatures. */
    void clear();

    /**
     * Adds a signature; the bytes are copied.
     *
     * @param xy the key: x followed by y, a point on the curve
     * @param table of the key, made by the same arithmetic, if it has one
     * @param digest 32 bytes from {@code digestAt}
     * @param signature r followed by s, any value, 64 bytes from {@code signatureAt}
     * @throws IndexOutOfBoundsException if it is full
     */
    void add(
        byte[] xy,
        @Nullable Table table,
        byte[] digest,
        int digestAt,
        byte[] signature,
        int signatureAt);

    /** Verifies all that were added. */
    void verify();

    /** The answer for the signature that was added as number {@code index}, from 0. */
    boolean isVerified(int index);
  }
}
