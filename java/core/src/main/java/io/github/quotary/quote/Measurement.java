package io.github.quotary.quote;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A value of fixed length out of a quote or its collateral: a measurement register, a hash, an
 * identifier. Immutable; equal when the bytes are equal.
 */
public final class Measurement {
  private final byte[] bytes;

  private Measurement(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A value with a copy of these bytes. */
  public static Measurement of(byte[] bytes) {
    return new Measurement(bytes.clone());
  }

  /** A value with a copy of the buffer's remaining bytes; its position stays. */
  public static Measurement of(ByteBuffer buffer) {
    byte[] copy = new byte[buffer.remaining()];
    buffer.duplicate().get(copy);
    return new Measurement(copy);
  }

  /** A value of these bytes themselves, which nobody changes any more. */
  static Measurement owning(byte[] bytes) {
    return new Measurement(bytes);
  }

  static Measurement read(ByteBuffer data, int start, int length) {
    byte[] bytes = new byte[length];
    data.get(start, bytes);
    return new Measurement(bytes);
  }

  /**
   * A value from hexadecimal text of either letter case.
   *
   * @param hex two digits for each byte and nothing else: no {@code 0x}, no white space
   * @throws IllegalArgumentException if the text is not that; says where
   */
  public static Measurement fromHex(String hex) {
    for (int i = 0; i < hex.length(); i++) {
      if (!HexFormat.isHexDigit(hex.charAt(i))) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "Character %d of %d, U+%04X, is not a hexadecimal digit",
                i + 1,
                hex.length(),
                (int) hex.charAt(i)));
      }
    }
    if (hex.length() % 2 != 0) {
      throw new IllegalArgumentException(
          hex.length() + " hexadecimal digits; two are needed for each byte");
    }
    return new Measurement(HexFormat.of().parseHex(hex));
  }

  /** Number of bytes. */
  public int size() {
    return bytes.length;
  }

  /** The byte at this index, unsigned. */
  public int unsignedByte(int index) {
    return bytes[index] & 0xff;
  }

  /** Whether every byte is zero. */
  public boolean isZero() {
    for (byte b : bytes) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  /** A copy of the bytes. */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Measurement measurement && Arrays.equals(bytes, measurement.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The bytes in lower-case hexadecimal. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
