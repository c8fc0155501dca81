package io.github.quotary.domain.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * The part of CBOR that evidence and measurement documents need, pulled value by value: definite
 * lengths only. Whoever descends into arrays, maps and tags bounds the depth.
 *
 * <p>Source: RFC 8949.
 */
public final class CborReader {
  /** The major types, in the order of their numbers. */
  public enum Kind {
    /** An integer that is not negative. */
    UNSIGNED("an unsigned integer"),
    /** A negative integer. */
    NEGATIVE("a negative integer"),
    /** A byte string. */
    BYTES("bytes"),
    /** A text string. */
    TEXT("a text string"),
    /** An array. */
    ARRAY("an array"),
    /** A map. */
    MAP("a map"),
    /** A tag, before what it tags. */
    TAG("a tag"),
    /** A simple value or a floating-point number. */
    SIMPLE("a simple value");

    private final String name;

    Kind(String name) {
      this.name = name;
    }
  }

  private final Cursor in;

  /** Reads from the cursor on. */
  public CborReader(Cursor in) {
    this.in = in;
  }

  /** The number of members of a map; each has at least two bytes. */
  public int map() throws MalformedException {
    long count = head(Kind.MAP);
    in.require(Math.multiplyHigh(count, 2) == 0 ? 2 * count : -1);
    return (int) count;
  }

  /** The number of elements of an array; each has at least one byte. */
  public int array() throws MalformedException {
    long count = head(Kind.ARRAY);
    in.require(count);
    return (int) count;
  }

  /** The number of a tag; what it tags follows. */
  public long tag() throws MalformedException {
    return head(Kind.TAG);
  }

  /** What the next value is; it stays the next. */
  public Kind next() throws MalformedException {
    int start = in.offset();
    int major = in.u8() >> 5;
    in.seek(start);
    return Kind.values()[major];
  }

  /** An integer that is not negative and less than 2^63. */
  public long unsigned() throws MalformedException {
    return head(Kind.UNSIGNED);
  }

  /** A text. */
  public String text() throws MalformedException {
    return in.utf8(head(Kind.TEXT));
  }

  /** A byte string. */
  public ByteBuffer octets() throws MalformedException {
    return in.bytes(head(Kind.BYTES));
  }

  /** Bytes, or a text that has them in hexadecimal. */
  public ByteBuffer bytes() throws MalformedException {
    int start = in.offset();
    if (next() != Kind.TEXT) {
      return octets();
    }
    try {
      return ByteBuffer.wrap(HexFormat.of().parseHex(text())).asReadOnlyBuffer();
    } catch (IllegalArgumentException e) {
      throw new MalformedException(
          start, "a non-hexadecimal text string where bytes were expected");
    }
  }

  private long head(Kind wanted) throws MalformedException {
    int start = in.offset();
    int first = in.u8();
    Kind found = Kind.values()[first >> 5];
    if (found != wanted) {
      throw new MalformedException(start, found.name + "; expected " + wanted.name);
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
