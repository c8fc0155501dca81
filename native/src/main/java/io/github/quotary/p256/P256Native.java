package io.github.quotary.p256;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The functions of the C side. Static, on numbers and addresses; none calls back, keeps a reference
 * or blocks the garbage collector. Tiers are numbered from 0, the fastest first.
 *
 * <p>Addresses are those of {@link #allocate}, and nothing here can tell others: {@link
 * NativeMemory} is their only owner.
 */
final class P256Native {
  private P256Native() {}

  /**
   * The C side's layouts, for the handshake: its version; the size of a job, and in it the offsets
   * of signature, digest, key, table and answer; the width of the generator's table; the number of
   * tiers.
   */
  static native int[] layout();

  /** The name of a tier, such as {@code avx2}; null beyond the last. */
  static native @Nullable String name(int tier);

  /** Whether processor and system have a tier's instructions, and they compute as they must. */
  static native boolean canRun(int tier);

  /** Working memory that a call needs, in bytes. */
  static native long workBytes(int tier);

  /** Size of a table in bytes; 0 for a shape that is not supported. */
  static native long tableBytes(int width, int segments);

  /** Memory filled with zeros, at a multiple of 64 bytes; 0 if there is none. */
  static native long allocate(long bytes);

  static native void free(long memory);

  /** A view of memory, which it does not keep. */
  static native @Nullable ByteBuffer buffer(long memory, long bytes);

  /**
   * Makes a table in memory of {@link #tableBytes}.
   *
   * @param key x followed by y, 64 bytes
   * @return false for a key that is not on the curve, or a shape that is not supported
   */
  static native boolean fill(int tier, long work, long table, int width, int segments, byte[] key);

  /** Verifies jobs that stand one after another, and writes their answers. */
  static native void verify(int tier, long work, long generator, long jobs, int count);
}
