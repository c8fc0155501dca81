package io.github.quotary.crypto;

import static io.github.quotary.crypto.P256Field.LIMBS;

import java.util.HexFormat;

/** The curve y^2 = x^3 - 3x + b of P-256 (FIPS 186-4, D.1.2.3) and its generator. */
final class P256Curve {
  /** The generator: x and y in Montgomery form. Nobody writes to it. */
  static final long[] GENERATOR =
      point(
          "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
              + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");

  private P256Curve() {}

  private static long[] point(String hex) {
    long[] point = new long[JacobianPoint.AFFINE];
    load(HexFormat.of().parseHex(hex), 0, point, 0);
    return point;
  }

  /** Reads x and y, 64 bytes, each below p, into Montgomery form, ten limbs. */
  static void load(byte[] raw, int offset, long[] point, int at) {
    for (int i = 0; i < 2; i++) {
      Limbs.fromBytes(raw, offset + 32 * i, point, at + LIMBS * i);
      P256Field.toMontgomery(point, at + LIMBS * i);
    }
  }
}
