package io.github.quotary.crypto.p256;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Unsigned 256-bit integers in their three forms: 32 bytes big-endian, four words of 64 bits and
 * five limbs of 52 bits, both least significant first.
 */
public final class Limbs {
  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final long MASK = P256Field.MASK;

  private Limbs() {}

  /** Reads 32 bytes into five limbs. */
  static void fromBytes(byte[] bytes, int offset, long[] limbs, int to) {
    fromWords(
        (long) BIG_ENDIAN.get(bytes, offset + 24),
        (long) BIG_ENDIAN.get(bytes, offset + 16),
        (long) BIG_ENDIAN.get(bytes, offset + 8),
        (long) BIG_ENDIAN.get(bytes, offset),
        limbs,
        to);
  }

  /** Spreads four words over five limbs. */
  static void fromWords(long w0, long w1, long w2, long w3, long[] limbs, int to) {
    limbs[to] = w0 & MASK;
    limbs[to + 1] = ((w0 >>> 52) | (w1 << 12)) & MASK;
    limbs[to + 2] = ((w1 >>> 40) | (w2 << 24)) & MASK;
    limbs[to + 3] = ((w2 >>> 28) | (w3 << 36)) & MASK;
    limbs[to + 4] = w3 >>> 16;
  }

  /** Packs five limbs, each in [0, 2^52) and together below 2^256, into four words. */
  static void toWords(long[] limbs, int from, long[] words, int to) {
    words[to] = limbs[from] | (limbs[from + 1] << 52);
    words[to + 1] = (limbs[from + 1] >>> 12) | (limbs[from + 2] << 40);
    words[to + 2] = (limbs[from + 2] >>> 24) | (limbs[from + 3] << 28);
    words[to + 3] = (limbs[from + 3] >>> 36) | (limbs[from + 4] << 16);
  }

  /** Whether a is below b; the limbs of both lie in [0, 2^52). */
  static boolean isBelow(long[] a, int ao, long[] b, int bo) {
    for (int i = P256Field.LIMBS - 1; i >= 0; i--) {
      if (a[ao + i] != b[bo + i]) {
        return a[ao + i] < b[bo + i];
      }
    }
    return false;
  }

  public static boolean areEqual(long[] a, int ao, long[] b, int bo) {
    return a[ao] == b[bo]
        && a[ao + 1] == b[bo + 1]
        && a[ao + 2] == b[bo + 2]
        && a[ao + 3] == b[bo + 3]
        && a[ao + 4] == b[bo + 4];
  }

  static boolean isZero(long[] a, int ao) {
    return (a[ao] | a[ao + 1] | a[ao + 2] | a[ao + 3] | a[ao + 4]) == 0;
  }
}
