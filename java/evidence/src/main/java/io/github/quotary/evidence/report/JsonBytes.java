package io.github.quotary.evidence.report;

import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TcbComponents;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** JSON as it is written, in UTF-8, in a buffer that grows and is used again. Not thread-safe. */
final class JsonBytes {
  private static final int START = 1 << 12;
  private static final VarHandle TWO =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

  /** The two digits of each octet, the first in the high byte. */
  private static final short[] DIGITS = digits();

  private byte[] bytes = new byte[START];
  private int size;

  /** What was written, up to {@link #size()}; valid until more is. */
  byte[] array() {
    return bytes;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  /** Text as it is; all of it ASCII. */
  @SuppressWarnings("deprecation") // It drops the high bytes, which are zero here; it copies fast.
  JsonBytes ascii(String text) {
    int length = text.length();
    reserve(length);
    text.getBytes(0, length, bytes, size);
    size += length;
    return this;
  }

  /**
   * Text as it is.
   *
   * @param from index of the first byte that counts
   */
  JsonBytes raw(byte[] utf8, int from) {
    int length = utf8.length - from;
    reserve(length);
    System.arraycopy(utf8, from, bytes, size, length);
    size += length;
    return this;
  }

  /** Lower-case hexadecimal. */
  JsonBytes hex(Measurement value) {
    int length = value.size();
    reserve(2 * length);
    byte[] to = bytes;
    int at = size;
    for (int i = 0; i < length; i++) {
      TWO.set(to, at + 2 * i, DIGITS[value.unsignedByte(i)]);
    }
    size = at + 2 * length;
    return this;
  }

  /** Lower-case hexadecimal. */
  JsonBytes hex(TcbComponents value) {
    reserve(2 * TcbComponents.COUNT);
    for (int i = 0; i < TcbComponents.COUNT; i++) {
      TWO.set(bytes, size + 2 * i, DIGITS[value.svn(i)]);
    }
    size += 2 * TcbComponents.COUNT;
    return this;
  }

  private static short[] digits() {
    String digits = "0123456789abcdef";
    short[] pairs = new short[1 << Byte.SIZE];
    for (int octet = 0; octet < pairs.length; octet++) {
      pairs[octet] = (short) (digits.charAt(octet >> 4) << Byte.SIZE | digits.charAt(octet & 0xf));
    }
    return pairs;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, more)));
    }
  }
}
