package io.github.quotary.crypto;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An ECDSA signature over P-256 as two 32-byte big-endian unsigned integers, r and s. Any value can
 * be held; {@link #isInRange()} says whether it can be a signature at all. Immutable.
 */
public final class P256Signature {
  /** Length of r followed by s. */
  public static final int RAW_LENGTH = 64;

  private static final int HALF = RAW_LENGTH / 2;
  private static final byte[] ORDER =
      HexFormat.of().parseHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

  private static final byte[] ZERO = new byte[HALF];

  private final byte[] raw;

  private P256Signature(byte[] raw) {
    this.raw = raw;
  }

  /**
   * A signature from r followed by s.
   *
   * @throws IllegalArgumentException unless the buffer has exactly 64 bytes remaining
   */
  public static P256Signature ofRaw(ByteBuffer rs) {
    if (rs.remaining() != RAW_LENGTH) {
      throw new IllegalArgumentException(
          "A raw P-256 signature has 64 bytes, not " + rs.remaining());
    }
    byte[] raw = new byte[RAW_LENGTH];
    rs.duplicate().get(raw);
    return new P256Signature(raw);
  }

  /**
   * A signature from two integers. One that is negative or longer than 256 bits can be no
   * signature; it becomes zero, which {@link #isInRange()} refuses.
   */
  public static P256Signature of(BigInteger r, BigInteger s) {
    byte[] raw = new byte[RAW_LENGTH];
    put(r, raw, 0);
    put(s, raw, HALF);
    return new P256Signature(raw);
  }

  private static void put(BigInteger value, byte[] raw, int offset) {
    if (value.signum() < 0 || value.bitLength() > 8 * HALF) {
      return;
    }
    byte[] bytes = value.toByteArray();
    int skip = Math.max(0, bytes.length - HALF);
    int length = bytes.length - skip;
    System.arraycopy(bytes, skip, raw, offset + HALF - length, length);
  }

  /** r, unsigned. */
  public BigInteger r() {
    return new BigInteger(1, raw, 0, HALF);
  }

  /** s, unsigned. */
  public BigInteger s() {
    return new BigInteger(1, raw, HALF, HALF);
  }

  /** A copy of r followed by s, big-endian, 64 bytes. */
  public byte[] toRaw() {
    return raw.clone();
  }

  /** r followed by s, for readers of this package only. */
  byte[] raw() {
    return raw;
  }

  /** Whether r and s lie in [1, n-1], n being the order of P-256 (FIPS 186-4, 6.4.2). */
  public boolean isInRange() {
    return isInRange(0) && isInRange(HALF);
  }

  private boolean isInRange(int offset) {
    int end = offset + HALF;
    boolean zero = Arrays.equals(raw, offset, end, ZERO, 0, HALF);
    return !zero && Arrays.compareUnsigned(raw, offset, end, ORDER, 0, HALF) < 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof P256Signature signature && Arrays.equals(raw, signature.raw);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(raw);
  }
}
