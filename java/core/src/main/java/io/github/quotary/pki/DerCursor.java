package io.github.quotary.pki;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * Goes once through DER whose layout is known beforehand. Whatever differs from it, be it another
 * tag or a length that is not encoded in the fewest bytes, ends in {@link OtherLayoutException}.
 * Not thread-safe.
 */
final class DerCursor {
  static final int BOOLEAN = 0x01;
  static final int INTEGER = 0x02;
  static final int OCTET_STRING = 0x04;
  static final int ENUMERATED = 0x0a;
  static final int UTF8_STRING = 0x0c;
  static final int PRINTABLE_STRING = 0x13;
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;
  static final int EXPLICIT_0 = 0xa0;
  static final int EXPLICIT_3 = 0xa3;

  private static final int BIT_STRING = 0x03;
  private static final int UTC_TIME = 0x17;
  private static final int UTC_TIME_LENGTH = 13;
  private static final int PIVOT_YEAR = 50;

  /** As long as a serial number may be (RFC 5280, 4.1.2.2), and the zero before a set bit. */
  private static final int MAX_INTEGER = 21;

  private static final int LONGEST_OF_256_BITS = 33;
  private static final int LONGEST_OF_32_BITS = 5;

  private final byte[] in;
  private int at;

  DerCursor(byte[] in) {
    this(in, 0);
  }

  DerCursor(byte[] in, int from) {
    this.in = in;
    this.at = from;
  }

  /** Index of the next byte. */
  int at() {
    return at;
  }

  /** Whether the next byte is this tag. */
  boolean isAt(int tag) {
    return at < in.length && (in[at] & 0xff) == tag;
  }

  /** Whether these bytes stand so many bytes ahead. */
  boolean hasAhead(int distance, byte[] expected) {
    int from = at + distance;
    int to = from + expected.length;
    return to <= in.length && Arrays.equals(in, from, to, expected, 0, expected.length);
  }

  /** Passes tag and length; returns the index after the value, which lies within the bytes. */
  int enter(int tag) throws OtherLayoutException {
    if (in.length - at < 2 || (in[at] & 0xff) != tag) {
      throw new OtherLayoutException();
    }
    int length = in[at + 1];
    at += 2;
    if (length < 0) {
      length = longLength(length & 0x7f);
    }
    if (length > in.length - at) {
      throw new OtherLayoutException();
    }
    return at + length;
  }

  /** A length of 128 to 16,777,215 in as few bytes as it needs: one to three. */
  private int longLength(int bytes) throws OtherLayoutException {
    if (bytes < 1 || bytes > 3 || in.length - at < bytes) {
      throw new OtherLayoutException();
    }
    int length = 0;
    for (int i = 0; i < bytes; i++) {
      length = (length << 8) | (in[at + i] & 0xff);
    }
    if (length < (bytes == 1 ? 1 << 7 : 1 << (8 * (bytes - 1)))) {
      throw new OtherLayoutException();
    }
    at += bytes;
    return length;
  }

  /** Passes tag and length of a value that ends where what it is in does. */
  void enterLast(int tag, int end) throws OtherLayoutException {
    if (enter(tag) != end) {
      throw new OtherLayoutException();
    }
  }

  /** Fails unless all of a value was passed. */
  void leave(int end) throws OtherLayoutException {
    if (at != end) {
      throw new OtherLayoutException();
    }
  }

  /** Passes a value whatever it is; returns the index of its first byte. */
  int skip(int tag) throws OtherLayoutException {
    int end = enter(tag);
    int start = at;
    at = end;
    return start;
  }

  /** Passes so many bytes. */
  void pass(int bytes) throws OtherLayoutException {
    if (bytes > in.length - at) {
      throw new OtherLayoutException();
    }
    at += bytes;
  }

  /** Passes exactly these bytes. */
  void literal(byte[] expected) throws OtherLayoutException {
    int end = at + expected.length;
    if (end > in.length || !Arrays.equals(in, at, end, expected, 0, expected.length)) {
      throw new OtherLayoutException();
    }
    at = end;
  }

  /** Passes exactly this byte. */
  void literal(int expected) throws OtherLayoutException {
    if (next() != expected) {
      throw new OtherLayoutException();
    }
  }

  /** Passes one byte. */
  int next() throws OtherLayoutException {
    if (at >= in.length) {
      throw new OtherLayoutException();
    }
    return in[at++] & 0xff;
  }

  /** Passes an OCTET STRING of this length; returns its bytes. */
  byte[] octets(int length) throws OtherLayoutException {
    int start = skip(OCTET_STRING);
    if (at - start != length) {
      throw new OtherLayoutException();
    }
    return Arrays.copyOfRange(in, start, at);
  }

  /** Passes a string of this type; returns its characters, which are ASCII. */
  String ascii(int tag) throws OtherLayoutException {
    int start = skip(tag);
    for (int i = start; i < at; i++) {
      if (in[i] < 0) {
        throw new OtherLayoutException();
      }
    }
    return new String(in, start, at - start, StandardCharsets.US_ASCII);
  }

  /** Passes a BOOLEAN, true being 0xff. */
  boolean bool() throws OtherLayoutException {
    literal(BOOLEAN);
    literal(1);
    int value = next();
    if (value != 0 && value != 0xff) {
      throw new OtherLayoutException();
    }
    return value != 0;
  }

  /** Passes an ENUMERATED of 0 to 127. */
  int enumerated() throws OtherLayoutException {
    literal(ENUMERATED);
    literal(1);
    int value = next();
    if (value > Byte.MAX_VALUE) {
      throw new OtherLayoutException();
    }
    return value;
  }

  /** Passes an INTEGER, not negative, of at most 20 bytes. */
  BigInteger integer() throws OtherLayoutException {
    int start = unsigned(MAX_INTEGER);
    return new BigInteger(1, in, start, at - start);
  }

  /** Passes an INTEGER, not negative, of at most 32 bits. */
  long uint() throws OtherLayoutException {
    int start = unsigned(LONGEST_OF_32_BITS);
    long value = 0;
    for (int i = start; i < at; i++) {
      value = (value << 8) | (in[i] & 0xff);
    }
    return value;
  }

  /** Passes an INTEGER, not negative, of at most 32 bytes; puts it at the end of 32 bytes. */
  void integer256(byte[] to, int offset) throws OtherLayoutException {
    int start = unsigned(LONGEST_OF_256_BITS);
    start += in[start] == 0 ? 1 : 0;
    int length = at - start;
    System.arraycopy(in, start, to, offset + LONGEST_OF_256_BITS - 1 - length, length);
  }

  /**
   * Passes an INTEGER, not negative, whose value has at most so many bytes; a byte of zero is there
   * only before a bit that is set, which leaves one byte less for the number itself. Returns the
   * index of its first byte.
   */
  private int unsigned(int maxLength) throws OtherLayoutException {
    int start = skip(INTEGER);
    int length = at - start;
    boolean other =
        length == 0
            || in[start] < 0
            || (length > 1 && in[start] == 0 && in[start + 1] >= 0)
            || (length == maxLength && in[start] != 0);
    if (other || length > maxLength) {
      throw new OtherLayoutException();
    }
    return start;
  }

  /** Passes a UTCTime YYMMDDhhmmssZ of a moment that exists; years are 1950 to 2049. */
  Instant time() throws OtherLayoutException {
    int start = skip(UTC_TIME);
    if (at - start != UTC_TIME_LENGTH || in[at - 1] != 'Z') {
      throw new OtherLayoutException();
    }
    int year = digits(start);
    try {
      return LocalDateTime.of(
              year < PIVOT_YEAR ? 2000 + year : 1900 + year,
              digits(start + 2),
              digits(start + 4),
              digits(start + 6),
              digits(start + 8),
              digits(start + 10))
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new OtherLayoutException();
    }
  }

  private int digits(int index) throws OtherLayoutException {
    int tens = in[index] - '0';
    int ones = in[index + 1] - '0';
    if (tens < 0 || tens > 9 || ones < 0 || ones > 9) {
      throw new OtherLayoutException();
    }
    return 10 * tens + ones;
  }

  /** Passes the rest of the bytes: a BIT STRING of whole bytes; returns its first byte's index. */
  int lastBits() throws OtherLayoutException {
    int end = enter(BIT_STRING);
    literal(0);
    int start = at;
    at = end;
    leave(in.length);
    return start;
  }
}
