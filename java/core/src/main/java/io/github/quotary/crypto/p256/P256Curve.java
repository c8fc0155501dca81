package io.github.quotary.crypto.p256;

import static io.github.quotary.crypto.p256.P256Field.LIMBS;

import java.util.HexFormat;

/** The curve y^2 = x^3 - 3x + b of P-256 (FIPS 186-4, D.1.2.3) and its generator. */
public final class P256Curve {
  /** The generator: x and y in Montgomery form. Nobody writes to it. */
  public static final long[] GENERATOR =
      point(
          "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
              + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");

  /** b and 3 in Montgomery form. */
  private static final long[] B =
      element("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");

  private static final long[] THREE = element("0".repeat(63) + "3");

  private P256Curve() {}

  private static long[] element(String hex) {
    long[] element = new long[LIMBS];
    Limbs.fromBytes(HexFormat.of().parseHex(hex), 0, element, 0);
    P256Field.toMontgomery(element, 0);
    return element;
  }

  private static long[] point(String hex) {
    long[] point = new long[JacobianPoint.AFFINE];
    load(HexFormat.of().parseHex(hex), 0, point, 0);
    return point;
  }

  /** Reads x and y, 64 bytes, each below p, into Montgomery form, ten limbs. */
  public static void load(byte[] raw, int offset, long[] point, int at) {
    for (int i = 0; i < 2; i++) {
      Limbs.fromBytes(raw, offset + 32 * i, point, at + LIMBS * i);
      P256Field.toMontgomery(point, at + LIMBS * i);
    }
  }

  /** Whether x and y, 32 bytes each, are below p and satisfy the equation of the curve. */
  public static boolean isPoint(byte[] raw) {
    long[] m = new long[4 * LIMBS];
    Limbs.fromBytes(raw, 0, m, 0);
    Limbs.fromBytes(raw, 32, m, LIMBS);
    if (!P256Field.isBelowP(m, 0) || !P256Field.isBelowP(m, LIMBS)) {
      return false;
    }
    load(raw, 0, m, 0);
    int side = 2 * LIMBS;
    // (x^2 - 3) x + b - y^2
    FieldProduct.square(m, side, m, 0);
    P256Field.subtract(m, side, m, side, THREE, 0);
    FieldProduct.multiply(m, side, m, side, m, 0);
    FieldProduct.square(m, LIMBS, m, LIMBS);
    P256Field.add(m, side, m, side, B, 0);
    P256Field.subtract(m, side, m, side, m, LIMBS);
    return P256Field.isZero(m, side, m, 3 * LIMBS);
  }
}
