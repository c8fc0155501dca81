package io.github.quotary.crypto;

import io.github.quotary.crypto.p256.P256Curve;
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
    return P256Curve.isPoint(raw) ? Optional.of(new P256PublicKey(raw)) : Optional.empty();
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

  /** x followed by y, for readers of this package only. */
  byte[] raw() {
    return raw;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof P256PublicKey key && Arrays.equals(raw, key.raw);
  }

  @Override
  public int hashCode() {
    // The last four bytes of x, which are as good as random.
    return (raw[28] << 24) | ((raw[29] & 0xff) << 16) | ((raw[30] & 0xff) << 8) | (raw[31] & 0xff);
  }
}
