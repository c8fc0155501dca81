package io.github.quotary.cli.batch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds a byte, eight at a time: most lines of a batch are thousands of bytes long. */
final class ByteSearch {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final int STEP = 2 * Long.BYTES;

  private ByteSearch() {}

  /** The first place from one index to before another that has this byte, or the latter. */
  static int find(byte[] bytes, int from, int to, char wanted) {
    long eightWanted = wanted * ONES;
    int at = from;
    while (at + STEP <= to
        && (zeros((long) EIGHT.get(bytes, at) ^ eightWanted)
                | zeros((long) EIGHT.get(bytes, at + Long.BYTES) ^ eightWanted))
            == 0) {
      at += STEP;
    }
    while (at < to && bytes[at] != wanted) {
      at++;
    }
    return at;
  }

  /** Not zero if one of the eight bytes is zero. */
  private static long zeros(long eight) {
    return (eight - ONES) & ~eight & HIGH_BITS;
  }
}
