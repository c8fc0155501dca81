package io.github.quotary.crypto.p256;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Numbers for the tests of the plain Java engine, and their limbs of 52 bits. */
public final class P256Numbers {
  public static final BigInteger P =
      new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
  public static final BigInteger N =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
  static final BigInteger R = BigInteger.ONE.shiftLeft(260);

  private static final BigInteger MASK = BigInteger.valueOf(P256Field.MASK);

  private P256Numbers() {}

  /** The value of five limbs, which may be negative or too large for their place. */
  static BigInteger value(long[] limbs) {
    BigInteger value = BigInteger.ZERO;
    for (int i = 4; i >= 0; i--) {
      value = value.shiftLeft(52).add(BigInteger.valueOf(limbs[i]));
    }
    return value;
  }

  /** Five limbs of a number that is not negative. */
  static long[] limbs(BigInteger value) {
    long[] limbs = signedLimbs(value);
    if (value.signum() < 0 || value.bitLength() > 256) {
      throw new IllegalArgumentException("not below 2^256: " + value);
    }
    return limbs;
  }

  /** Five limbs, of which the last takes the sign. */
  static long[] signedLimbs(BigInteger value) {
    long[] limbs = new long[5];
    for (int i = 0; i < 4; i++) {
      limbs[i] = value.shiftRight(52 * i).and(MASK).longValue();
    }
    limbs[4] = value.shiftRight(208).longValueExact();
    return limbs;
  }

  /** Integers in [0, bound), those at the edges of limbs and words among them. */
  static Arbitrary<BigInteger> below(BigInteger bound) {
    List<BigInteger> edges = new ArrayList<>();
    for (int bit = 0; bit <= 256; bit++) {
      for (int by = -2; by <= 2; by++) {
        edges.add(BigInteger.ONE.shiftLeft(bit).add(BigInteger.valueOf(by)).mod(bound));
      }
    }
    for (int by = 1; by <= 4; by++) {
      edges.add(bound.subtract(BigInteger.valueOf(by)));
    }
    return Arbitraries.oneOf(
        Arbitraries.bigIntegers().between(BigInteger.ZERO, bound.subtract(BigInteger.ONE)),
        Arbitraries.of(edges));
  }

  /** Limbs within ±2^55 and a value within ±8p: what formulas leave before a multiplication. */
  static Arbitrary<long[]> looseLimbs() {
    long low = 1L << 55;
    long top = 1L << 51;
    return Arbitraries.oneOf(limb(low), Arbitraries.of(0L, P256Field.MASK, -low, low))
        .array(long[].class)
        .ofSize(5)
        .map(
            limbs -> {
              limbs[4] %= top;
              return limbs;
            });
  }

  private static Arbitrary<Long> limb(long bound) {
    return Arbitraries.longs().between(-bound, bound);
  }
}
