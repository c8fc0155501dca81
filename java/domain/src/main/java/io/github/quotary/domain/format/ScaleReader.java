package io.github.quotary.domain.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * SCALE: integers little-endian; vectors and strings behind a compact length.
 *
 * <p>Source: Polkadot specification, SCALE codec.
 */
public final class ScaleReader {
  private static final int MODE_BITS = 2;
  private static final int MODE_MASK = 3;

  private final Cursor in;

  /** Reads from the cursor on. */
  public ScaleReader(Cursor in) {
    this.in = in;
  }

  /** A compact 32-bit integer in its shortest form. */
  public long compact() throws MalformedException {
    int first = in.u8();
    return switch (first & MODE_MASK) {
      case 0 -> first >> MODE_BITS;
      case 1 -> longer(first, 1, 1L << 6);
      case 2 -> longer(first, 3, 1L << 14);
      default -> big(first);
    };
  }

  private long longer(int first, int more, long least) throws MalformedException {
    in.require(more);
    long value = first;
    for (int i = 1; i <= more; i++) {
      value |= (long) in.u8() << (Byte.SIZE * i);
    }
    return requireShortest(value >> MODE_BITS, least);
  }

  private long big(int first) throws MalformedException {
    if (first != MODE_MASK) {
      throw in.malformed("a length of more than 32 bits");
    }
    return requireShortest(u32(), 1L << 30);
  }

  private long requireShortest(long value, long least) throws MalformedException {
    if (value < least) {
      throw in.malformed("a length that is not in its shortest form");
    }
    return value;
  }

  /** 32 bits. */
  public long u32() throws MalformedException {
    return in.unsigned(ByteOrder.LITTLE_ENDIAN, Integer.BYTES);
  }

  /** The number of elements of a vector, each of which has at least this many bytes. */
  public int count(int leastSize) throws MalformedException {
    long count = compact();
    in.require(count * leastSize);
    return (int) count;
  }

  /** A vector of bytes. */
  public ByteBuffer bytes() throws MalformedException {
    return in.bytes(compact());
  }

  /** A string. */
  public String string() throws MalformedException {
    return in.utf8(compact());
  }
}
