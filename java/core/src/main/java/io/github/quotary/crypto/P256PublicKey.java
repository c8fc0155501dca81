package io.github.quotary.crypto;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * A public key on P-256 (FIPS 186-4 curve P-256, secp256r1): a point that was checked to lie on the
 * curve when this object was made. Immutable.
 */
public final class P256PublicKey {
  /** Length of x followed by y. */
  public static final int RAW_LENGTH = 64;

  private static final BigInteger P =
      new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
  private static final BigInteger B =
      new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);
  private static final BigInteger THREE = BigInteger.valueOf(3);

  private final byte[] raw;

  private P256PublicKey(byte[] raw) {
    this.raw = raw;
  }

  /**
   * A key from x and y, big-endian, 32 bytes each.
   *
   * @return empty unless the buffer has exactly 64 bytes remaining, both coordinates are below the
   *     field prime and the point lies on the curve
   */
  public static Optional<P256PublicKey> ofRaw(ByteBuffer xy) {
    if (xy.remaining() != RAW_LENGTH) {
      return Optional.empty();
    }
    byte[] raw = new byte[RAW_LENGTH];
    xy.duplicate().get(raw);
    return isOnCurve(raw) ? Optional.of(new P256PublicKey(raw)) : Optional.empty();
  }

  /**
   * A key from its uncompressed encoding (SEC 1, 2.3.3): 0x04, x, y; 65 bytes.
   *
   * @return empty for any other length or first byte, or a point off the curve
   */
  public static Optional<P256PublicKey> ofUncompressed(byte[] encoded) {
    if (encoded.length != 1 + RAW_LENGTH || encoded[0] != 4) {
      return Optional.empty();
    }
    return ofRaw(ByteBuffer.wrap(encoded, 1, RAW_LENGTH));
  }

  /** x as an unsigned integer. */
  public BigInteger x() {
    return new BigInteger(1, raw, 0, 32);
  }

  /** y as an unsigned integer. */
  public BigInteger y() {
    return new BigInteger(1, raw, 32, 32);
  }

  /** A copy of x followed by y, big-endian, 64 bytes. */
  public byte[] toRaw() {
    return raw.clone();
  }

  private static boolean isOnCurve(byte[] raw) {
    BigInteger x = new BigInteger(1, raw, 0, 32);
    BigInteger y = new BigInteger(1, raw, 32, 32);
    if (x.compareTo(P) >= 0 || y.compareTo(P) >= 0) {
      return false;
    }
    BigInteger right = x.multiply(x).subtract(THREE).multiply(x).add(B).mod(P);
    return y.multiply(y).mod(P).equals(right);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof P256PublicKey key && Arrays.equals(raw, key.raw);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(raw);
  }
}
