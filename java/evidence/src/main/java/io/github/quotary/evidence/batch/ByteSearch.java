package io.github.quotary.evidence.batch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds a byte, 32 at a time: most lines of a batch are thousands of bytes long. */
public final class ByteSearch {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final int STEP = 4 * Long.BYTES;

  private ByteSearch() {}

  /** The first place from one index to before another that has this byte, or the latter. */
  public static int find(byte[] bytes, int from, int to, char wanted) {
    long eightWanted = wanted * ONES;
    int at = from;
    while (at + STEP <= to && !hasAnyOf32(bytes, at, eightWanted)) {
      at += STEP;
    }
    while (at < to && bytes[at] != wanted) {
      at++;
    }
    return at;
  }

  private static boolean hasAnyOf32(byte[] bytes, int at, long eightWanted) {
    long found = zeros((long) EIGHT.get(bytes, at) ^ eightWanted);
    found |= zeros((long) EIGHT.get(bytes, at + Long.BYTES) ^ eightWanted);
    found |= zeros((long) EIGHT.get(bytes, at + 2 * Long.BYTES) ^ eightWanted);
    found |= zeros((long) EIGHT.get(bytes, at + 3 * Long.BYTES) ^ eightWanted);
    return (found & HIGH_BITS) != 0;
  }

  /** The high bit of some byte is set exactly if some byte is zero. */
  private static long zeros(long eight) {
    return (eight - ONES) & ~eight;
  }
}
