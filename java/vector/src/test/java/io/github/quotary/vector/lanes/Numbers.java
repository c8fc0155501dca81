package io.github.quotary.vector.lanes;

import static io.github.quotary.vector.lanes.LaneField.ELEMENT;
import static io.github.quotary.vector.lanes.LaneField.LANES;

import java.math.BigInteger;
import java.util.Random;

/** Elements as integers. */
final class Numbers {
  static final BigInteger P =
      new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);

  /** What a in Montgomery form is multiplied by. */
  static final BigInteger R = BigInteger.ONE.shiftLeft(260);

  /** The bound of the value of a reduced element. */
  static final BigInteger REDUCED = P.multiply(BigInteger.valueOf(5)).shiftRight(3);

  private Numbers() {}

  static BigInteger value(long[] a, int at, int lane) {
    BigInteger value = BigInteger.ZERO;
    for (int i = 4; i >= 0; i--) {
      value = value.shiftLeft(52).add(BigInteger.valueOf(a[at + LANES * i + lane]));
    }
    return value;
  }

  /** The integer in [0, p) that a lane stands for. */
  static BigInteger plain(long[] a, int at, int lane) {
    return value(a, at, lane).multiply(R.modInverse(P)).mod(P);
  }

  /** Puts an integer into a lane, in Montgomery form and reduced. */
  static void set(long[] a, int at, int lane, BigInteger plain) {
    BigInteger value = plain.multiply(R).mod(P);
    if (value.compareTo(P.shiftRight(1)) > 0) {
      value = value.subtract(P);
    }
    BigInteger end = BigInteger.ONE.shiftLeft(52);
    for (int i = 0; i < 4; i++) {
      BigInteger limb = value.mod(end);
      if (limb.testBit(51)) {
        limb = limb.subtract(end);
      }
      a[at + LANES * i + lane] = limb.longValueExact();
      value = value.subtract(limb).shiftRight(52);
    }
    a[at + LANES * 4 + lane] = value.longValueExact();
  }

  /**
   * An element with limbs at their bounds, next to them, or any.
   *
   * @param bits limbs 0 to 3 are within ±2^bits
   * @param topBits limb 4 is within ±2^topBits
   */
  static long[] edges(Random random, int bits, int topBits) {
    long[] element = new long[ELEMENT];
    for (int i = 0; i < ELEMENT; i++) {
      long bound = 1L << (i < 4 * LANES ? bits : topBits);
      long any = random.nextLong(-bound, bound + 1);
      element[i] =
          switch (random.nextInt(6)) {
            case 0 -> bound;
            case 1 -> -bound;
            case 2 -> random.nextInt(-1, 2);
            case 3 -> bound - random.nextInt(1, 4);
            default -> any;
          };
    }
    return element;
  }
}
