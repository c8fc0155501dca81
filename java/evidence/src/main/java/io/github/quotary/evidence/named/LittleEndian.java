package io.github.quotary.evidence.named;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;

/** Bytes and their little-endian integers; beyond the end there is nothing. */
final class LittleEndian {
  private static final byte[] INTEL_QE =
      HexFormat.of().parseHex("939a7233f79c4ca9940a0db3957f0607");
  private static final int QUOTE_HEADER = 48;

  private final ByteBuffer bytes;

  LittleEndian(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  int size() {
    return bytes.capacity();
  }

  /** Whether there are this many bytes from the offset on. */
  boolean has(long offset, long count) {
    return offset >= 0 && count >= 0 && offset + count <= size();
  }

  int u8(int offset) {
    return bytes.get(offset) & 0xff;
  }

  int u16(int offset) {
    return Short.toUnsignedInt(bytes.getShort(offset));
  }

  long u32(int offset) {
    return Integer.toUnsignedLong(bytes.getInt(offset));
  }

  /** The same of four bytes in network order. */
  long u32BigEndian(int offset) {
    return Integer.toUnsignedLong(Integer.reverseBytes(bytes.getInt(offset)));
  }

  long i64(int offset) {
    return bytes.getLong(offset);
  }

  /** Whether all bytes from one offset up to another are zero. */
  boolean isZero(int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes.get(i) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether a quote's header stands at this offset: version, key type, TEE type, Intel's id. */
  boolean hasQuoteAt(long offset) {
    if (!has(offset, QUOTE_HEADER)) {
      return false;
    }
    int start = (int) offset;
    int version = u16(start);
    long tee = u32(start + 4);
    byte[] vendor = new byte[INTEL_QE.length];
    bytes.get(start + 12, vendor);
    return version >= 3
        && version <= 5
        && (tee == 0 || tee == 0x81)
        && Arrays.equals(vendor, INTEL_QE);
  }
}
