package io.github.quotary.quote;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Compares bytes of two buffers without a slice of either: whether the JVM leaves a slice out
 * differs from run to run. Where both buffers have an array that may be had, the arrays are
 * compared, by the processor's widest registers; the only place that takes a buffer's array.
 */
final class SameBytes {
  private SameBytes() {}

  /**
   * Whether the buffer has these bytes there.
   *
   * @param start absolute; the caller has checked that so many bytes follow
   * @param expected its remaining bytes
   */
  static boolean at(ByteBuffer data, int start, ByteBuffer expected) {
    if (!data.hasArray() || !expected.hasArray()) {
      return read(data, start, expected);
    }
    int size = expected.remaining();
    int here = data.arrayOffset() + start;
    int there = expected.arrayOffset() + expected.position();
    return Arrays.equals(data.array(), here, here + size, expected.array(), there, there + size);
  }

  private static boolean read(ByteBuffer data, int start, ByteBuffer expected) {
    int shift = expected.position() - start;
    boolean isReversed = expected.order() != data.order();
    int end = start + expected.remaining();
    int at = start;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      long other = expected.getLong(at + shift);
      if (data.getLong(at) != (isReversed ? Long.reverseBytes(other) : other)) {
        return false;
      }
    }
    for (; at < end; at++) {
      if (data.get(at) != expected.get(at + shift)) {
        return false;
      }
    }
    return true;
  }
}
