package io.github.quotary.tls.identity;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes what evidence needs of CBOR (RFC 8949), each head in its shortest form. */
final class Cbor {
  private static final int UNSIGNED = 0;
  private static final int BYTES = 2;
  private static final int TEXT = 3;
  private static final int ARRAY = 4;
  private static final int MAP = 5;
  private static final int TAG = 6;

  private static final int IN_HEAD = 23;
  private static final int ONE_BYTE = 24;
  private static final int TWO_BYTES = 25;
  private static final int FOUR_BYTES = 26;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Cbor unsigned(int value) {
    return head(UNSIGNED, value);
  }

  Cbor octets(byte[] value) {
    head(BYTES, value.length);
    out.writeBytes(value);
    return this;
  }

  Cbor text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    head(TEXT, bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  /** An array of so many values, which follow. */
  Cbor array(int count) {
    return head(ARRAY, count);
  }

  /** A map of so many pairs, which follow. */
  Cbor map(int count) {
    return head(MAP, count);
  }

  /** A tag of the value that follows. */
  Cbor tag(int number) {
    return head(TAG, number);
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }

  private Cbor head(int type, int value) {
    int first = type << 5;
    if (value <= IN_HEAD) {
      out.write(first | value);
    } else if (value <= 0xff) {
      out.write(first | ONE_BYTE);
      big(value, 1);
    } else if (value <= 0xffff) {
      out.write(first | TWO_BYTES);
      big(value, 2);
    } else {
      out.write(first | FOUR_BYTES);
      big(value, 4);
    }
    return this;
  }

  private void big(int value, int bytes) {
    for (int shift = (bytes - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      out.write(value >>> shift);
    }
  }
}
