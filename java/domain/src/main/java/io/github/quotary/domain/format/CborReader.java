package io.github.quotary.domain.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * The part of CBOR that measurement documents need, pulled value by value: definite lengths only,
 * no tags.
 *
 * <p>Source: RFC 8949.
 */
public final class CborReader {
  private static final int UNSIGNED = 0;
  private static final int BYTES = 2;
  private static final int TEXT = 3;
  private static final int MAP = 5;

  private final Cursor in;

  /** Reads from the cursor on. */
  public CborReader(Cursor in) {
    this.in = in;
  }

  /** The number of members of a map; each has at least two bytes. */
  public int map() throws MalformedException {
    long count = head(MAP, "a map");
    in.require(Math.multiplyHigh(count, 2) == 0 ? 2 * count : -1);
    return (int) count;
  }

  /** An integer that is not negative and less than 2^63. */
  public long unsigned() throws MalformedException {
    return head(UNSIGNED, "an unsigned integer");
  }

  /** A text. */
  public String text() throws MalformedException {
    return in.utf8(head(TEXT, "a text string"));
  }

  /** Bytes, or a text that has them in hexadecimal. */
  public ByteBuffer bytes() throws MalformedException {
    int start = in.offset();
    int major = in.u8() >> 5;
    in.seek(start);
    if (major != TEXT) {
      return in.bytes(head(BYTES, "bytes"));
    }
    try {
      return ByteBuffer.wrap(HexFormat.of().parseHex(text())).asReadOnlyBuffer();
    } catch (IllegalArgumentException e) {
      throw new MalformedException(
          start, "a non-hexadecimal text string where bytes were expected");
    }
  }

  private long head(int major, String wanted) throws MalformedException {
    int start = in.offset();
    int first = in.u8();
    if (first >> 5 != major) {
      throw new MalformedException(start, "major type " + (first >> 5) + "; expected " + wanted);
    }
    int info = first & 0x1f;
    long value =
        switch (info) {
          case 24 -> in.unsigned(ByteOrder.BIG_ENDIAN, 1);
          case 25 -> in.unsigned(ByteOrder.BIG_ENDIAN, 2);
          case 26 -> in.unsigned(ByteOrder.BIG_ENDIAN, 4);
          case 27 -> in.unsigned(ByteOrder.BIG_ENDIAN, 8);
          default -> info;
        };
    if (info > 27 || value < 0) {
      throw new MalformedException(start, "an indefinite or oversized length");
    }
    return value;
  }
}
