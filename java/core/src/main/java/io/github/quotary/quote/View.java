package io.github.quotary.quote;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A read-only little-endian window on a part of a quote; reads are absolute. */
abstract class View {
  private final ByteBuffer data;

  /** A view of the whole buffer, which must start at index 0 and is not copied. */
  View(ByteBuffer data) {
    this.data = data;
  }

  static ByteBuffer window(ByteBuffer data, int offset, int length) {
    return data.slice(offset, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  final int u8(int offset) {
    return data.get(offset) & 0xff;
  }

  final int u16(int offset) {
    return Short.toUnsignedInt(data.getShort(offset));
  }

  final long u32(int offset) {
    return Integer.toUnsignedLong(data.getInt(offset));
  }

  final long i64(int offset) {
    return data.getLong(offset);
  }

  final Measurement measurement(int offset, int length) {
    return Measurement.of(slice(offset, length));
  }

  final TcbComponents components(int offset) {
    return TcbComponents.read(data, offset);
  }

  final ByteBuffer slice(int offset, int length) {
    return window(data, offset, length);
  }

  final boolean isZero(int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (data.get(i) != 0) {
        return false;
      }
    }
    return true;
  }

  /** All bytes of this structure, read-only; nothing is copied. */
  public final ByteBuffer bytes() {
    return slice(0, data.capacity());
  }
}
