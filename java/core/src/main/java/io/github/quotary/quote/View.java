package io.github.quotary.quote;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A structure inside a quote: a window on its bytes without a copy and without a buffer of its own.
 * The buffer is little-endian; reads are absolute from the structure's start.
 */
abstract class View {
  private final ByteBuffer data;
  private final int start;
  private final int size;

  /** A view of {@code size} bytes; the caller has checked that they are there. */
  View(ByteBuffer data, int start, int size) {
    this.data = data;
    this.start = start;
    this.size = size;
  }

  /** A read-only little-endian window with a position of its own. */
  static ByteBuffer window(ByteBuffer data, int start, int size) {
    return data.slice(start, size).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  final int u8(int offset) {
    return data.get(start + offset) & 0xff;
  }

  final int u16(int offset) {
    return Short.toUnsignedInt(data.getShort(start + offset));
  }

  final long u32(int offset) {
    return Integer.toUnsignedLong(data.getInt(start + offset));
  }

  final long i64(int offset) {
    return data.getLong(start + offset);
  }

  final Measurement measurement(int offset, int length) {
    return Measurement.read(data, start + offset, length);
  }

  final TcbComponents components(int offset) {
    return TcbComponents.read(data, start + offset);
  }

  final ByteBuffer slice(int offset, int length) {
    return window(data, start + offset, length);
  }

  final boolean isZero(int offset, int length) {
    for (int i = start + offset; i < start + offset + length; i++) {
      if (data.get(i) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether the bytes at this offset are the value's; nothing is copied. */
  final boolean has(int offset, Measurement value) {
    for (int i = 0; i < value.size(); i++) {
      if (u8(offset + i) != value.unsignedByte(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the sixteen SVNs at this offset are these; nothing is copied. */
  final boolean has(int offset, TcbComponents value) {
    for (int i = 0; i < TcbComponents.COUNT; i++) {
      if (u8(offset + i) != value.svn(i)) {
        return false;
      }
    }
    return true;
  }

  /** All bytes of this structure, read-only; nothing is copied. */
  public final ByteBuffer bytes() {
    return slice(0, size);
  }

  /** Number of bytes of this structure. */
  final int size() {
    return size;
  }
}
