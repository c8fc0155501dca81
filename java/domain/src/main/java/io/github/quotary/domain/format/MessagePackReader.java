package io.github.quotary.domain.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * MessagePack, pulled value by value; nothing is allocated by a size that the bytes state.
 *
 * <p>Source: the MessagePack specification.
 */
public final class MessagePackReader {
  private static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;
  private static final int NIL = 0xc0;

  private final Cursor in;

  /** Reads from the cursor on. */
  public MessagePackReader(Cursor in) {
    this.in = in;
  }

  /** Whether a document that starts with this byte is a map. */
  public static boolean isMap(int first) {
    return (first >= 0x80 && first <= 0x8f) || first == 0xde || first == 0xdf;
  }

  /** Where the next value starts. */
  public int offset() {
    return in.offset();
  }

  /** Goes back, or on, to a value. */
  public void seek(int offset) {
    in.seek(offset);
  }

  /** The number of members of a map; each has at least two bytes. */
  public int map() throws MalformedException {
    int type = in.u8();
    long count =
        switch (type) {
          case 0xde -> in.unsigned(BIG, 2);
          case 0xdf -> in.unsigned(BIG, 4);
          default -> fix(type, 0x80, 0x8f, "a map");
        };
    in.require(2 * count);
    return (int) count;
  }

  /** The number of elements of an array; each has at least one byte. */
  public int array() throws MalformedException {
    int type = in.u8();
    long count =
        switch (type) {
          case 0xdc -> in.unsigned(BIG, 2);
          case 0xdd -> in.unsigned(BIG, 4);
          default -> fix(type, 0x90, 0x9f, "an array");
        };
    in.require(count);
    return (int) count;
  }

  /** A string. */
  public String string() throws MalformedException {
    int type = in.u8();
    return in.utf8(
        switch (type) {
          case 0xd9 -> in.unsigned(BIG, 1);
          case 0xda -> in.unsigned(BIG, 2);
          case 0xdb -> in.unsigned(BIG, 4);
          default -> fix(type, 0xa0, 0xbf, "a string");
        });
  }

  /** Bytes, as binary data or as an array of integers from 0 to 255. */
  public ByteBuffer bytes() throws MalformedException {
    int start = in.offset();
    int type = in.u8();
    return switch (type) {
      case 0xc4 -> in.bytes(in.unsigned(BIG, 1));
      case 0xc5 -> in.bytes(in.unsigned(BIG, 2));
      case 0xc6 -> in.bytes(in.unsigned(BIG, 4));
      default -> {
        in.seek(start);
        yield byteArray();
      }
    };
  }

  private ByteBuffer byteArray() throws MalformedException {
    byte[] bytes = new byte[array()];
    for (int i = 0; i < bytes.length; i++) {
      long value = unsigned();
      if (value < 0 || value > 0xff) {
        throw in.malformed(
            "an array with " + Long.toUnsignedString(value) + " where bytes were expected");
      }
      bytes[i] = (byte) value;
    }
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  /** An integer that is not negative; from 2^63 on it comes out negative. */
  public long unsigned() throws MalformedException {
    int type = in.u8();
    return switch (type) {
      case 0xcc -> in.unsigned(BIG, 1);
      case 0xcd -> in.unsigned(BIG, 2);
      case 0xce -> in.unsigned(BIG, 4);
      case 0xcf -> in.unsigned(BIG, 8);
      default -> fix(type, 0x00, 0x7f, "an unsigned integer");
    };
  }

  /** Whether the next value is nil, which is then read. */
  public boolean nil() throws MalformedException {
    int start = in.offset();
    if (in.u8() == NIL) {
      return true;
    }
    in.seek(start);
    return false;
  }

  private long fix(int type, int first, int last, String wanted) throws MalformedException {
    if (type < first || type > last) {
      in.seek(in.offset() - 1);
      throw in.malformed("type 0x" + Integer.toHexString(type) + "; expected " + wanted);
    }
    return (long) type - first;
  }

  /** Skips one value, however deep, without recursion. */
  public void skip() throws MalformedException {
    long left = 1;
    while (left > 0) {
      left += skipOne() - 1;
    }
  }

  /** Skips a value's head; returns the number of its parts. */
  private long skipOne() throws MalformedException {
    int type = in.u8();
    if (type <= 0x7f || type >= 0xe0 || type == NIL || type == 0xc2 || type == 0xc3) {
      return 0;
    } else if (type <= 0x8f) {
      return 2L * (type - 0x80);
    } else if (type <= 0x9f) {
      return (long) type - 0x90;
    } else if (type <= 0xbf) {
      in.bytes(type - 0xa0);
      return 0;
    }
    return skipSized(type);
  }

  private long skipSized(int type) throws MalformedException {
    switch (type) {
      case 0xc4, 0xd9 -> in.bytes(in.unsigned(BIG, 1));
      case 0xc5, 0xda -> in.bytes(in.unsigned(BIG, 2));
      case 0xc6, 0xdb -> in.bytes(in.unsigned(BIG, 4));
      case 0xc7 -> in.bytes(in.unsigned(BIG, 1) + 1);
      case 0xc8 -> in.bytes(in.unsigned(BIG, 2) + 1);
      case 0xc9 -> in.bytes(in.unsigned(BIG, 4) + 1);
      case 0xcc, 0xd0 -> in.bytes(1);
      case 0xcd, 0xd1 -> in.bytes(2);
      case 0xca, 0xce, 0xd2 -> in.bytes(4);
      case 0xcb, 0xcf, 0xd3 -> in.bytes(8);
      case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> in.bytes((1L << (type - 0xd4)) + 1);
      case 0xdc -> {
        return in.unsigned(BIG, 2);
      }
      case 0xdd -> {
        return in.unsigned(BIG, 4);
      }
      case 0xde -> {
        return 2 * in.unsigned(BIG, 2);
      }
      case 0xdf -> {
        return 2 * in.unsigned(BIG, 4);
      }
      default ->
          throw in.malformed(
              "type 0x" + Integer.toHexString(type) + " is not a valid MessagePack type");
    }
    return 0;
  }
}
