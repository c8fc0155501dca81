package io.github.quotary.crypto.p256;

/**
 * Arithmetic modulo p = 2^256 - 2^224 + 2^192 + 2^96 - 1, the field of P-256, for public values: it
 * does not run in constant time.
 *
 * <p>An element is five limbs of 52 bits, least significant first, at an offset of a {@code long[]}
 * and in Montgomery form: a stands for a * 2^-260 mod p. Limbs are signed and need not be carried,
 * so sums and differences are formed limb by limb, by the caller, and only then multiplied. What a
 * caller must keep: limbs 0 to 3 of a factor are within ±2^55, limb 4 is within ±2^52, and the
 * values of two factors, as multiples of p, have a product below 128. Then the result of {@link
 * FieldProduct} has limbs 0 to 3 in [0, 2^52) and a value between (x·y / 16) p and (x·y / 16 + 1)
 * p, give or take p / 2^40: with both factors below 4p it lies in (-p, 2p), since 2^260 is 16p and
 * a bit.
 *
 * <p>Results may overwrite operands. Nothing is allocated.
 */
public final class P256Field {
  /** Limbs of an element. */
  public static final int LIMBS = 5;

  /** The low 52 bits. */
  static final long MASK = (1L << 52) - 1;

  /** Limbs of p; limb 2 is zero. */
  static final long P0 = MASK;

  static final long P1 = (1L << 44) - 1;
  static final long P3 = 1L << 36;
  static final long P4 = (1L << 48) - (1L << 16);

  private static final long[] PLAIN_ONE = {1, 0, 0, 0, 0};

  /** 2^260 mod p: one in Montgomery form. */
  private static final long[] ONE = powerOfTwo(260);

  /** 2^520 mod p: a multiplication by it brings a plain integer into Montgomery form. */
  private static final long[] TO_MONTGOMERY = powerOfTwo(520);

  private P256Field() {}

  /**
   * Carries the limbs, each within ±2^61, and takes away multiples of p until the value lies in (-p
   * / 2^30, p (1 + 2^-30)), give or take; limbs 0 to 3 come out in [0, 2^52).
   */
  static void reduce(long[] r, int ro, long c0, long c1, long c2, long c3, long c4) {
    // 2^256 is 2^224 - 2^192 - 2^96 + 1 modulo p.
    long top = c4 >> 48;
    long l0 = c0 + top;
    long l1 = c1 - (top << 44) + (l0 >> 52);
    long l2 = c2 + (l1 >> 52);
    long l3 = c3 - (top << 36) + (l2 >> 52);
    r[ro] = l0 & MASK;
    r[ro + 1] = l1 & MASK;
    r[ro + 2] = l2 & MASK;
    r[ro + 3] = l3 & MASK;
    r[ro + 4] = (c4 & ((1L << 48) - 1)) + (top << 16) + (l3 >> 52);
  }

  /** r = a - b, not carried. */
  static void subtract(long[] r, int ro, long[] a, int ao, long[] b, int bo) {
    r[ro] = a[ao] - b[bo];
    r[ro + 1] = a[ao + 1] - b[bo + 1];
    r[ro + 2] = a[ao + 2] - b[bo + 2];
    r[ro + 3] = a[ao + 3] - b[bo + 3];
    r[ro + 4] = a[ao + 4] - b[bo + 4];
  }

  /** r = a + b, not carried. */
  static void add(long[] r, int ro, long[] a, int ao, long[] b, int bo) {
    r[ro] = a[ao] + b[bo];
    r[ro + 1] = a[ao + 1] + b[bo + 1];
    r[ro + 2] = a[ao + 2] + b[bo + 2];
    r[ro + 3] = a[ao + 3] + b[bo + 3];
    r[ro + 4] = a[ao + 4] + b[bo + 4];
  }

  /** r = -a, not carried. */
  public static void negate(long[] r, int ro, long[] a, int ao) {
    r[ro] = -a[ao];
    r[ro + 1] = -a[ao + 1];
    r[ro + 2] = -a[ao + 2];
    r[ro + 3] = -a[ao + 3];
    r[ro + 4] = -a[ao + 4];
  }

  public static void copy(long[] r, int ro, long[] a, int ao) {
    r[ro] = a[ao];
    r[ro + 1] = a[ao + 1];
    r[ro + 2] = a[ao + 2];
    r[ro + 3] = a[ao + 3];
    r[ro + 4] = a[ao + 4];
  }

  /** r = 1. */
  static void setOne(long[] r, int ro) {
    copy(r, ro, ONE, 0);
  }

  /** Brings the integer at r, below 2^256, into Montgomery form. */
  public static void toMontgomery(long[] r, int ro) {
    FieldProduct.multiply(r, ro, r, ro, TO_MONTGOMERY, 0);
  }

  /** r = the integer in [0, p) that a stands for. */
  public static void fromMontgomery(long[] r, int ro, long[] a, int ao) {
    FieldProduct.multiply(r, ro, a, ao, PLAIN_ONE, 0);
    // A product with 1 is small, so what comes out lies in [0, p], or a little beside it.
    intoRange(r, ro);
  }

  /** Whether a is zero modulo p; uses the five longs at {@code scratch}. */
  static boolean isZero(long[] a, int ao, long[] scratch, int so) {
    fromMontgomery(scratch, so, a, ao);
    return (scratch[so] | scratch[so + 1] | scratch[so + 2] | scratch[so + 3] | scratch[so + 4])
        == 0;
  }

  /** Brings a, whose limbs are within ±2^61, into [0, p) without leaving Montgomery form. */
  static void canonical(long[] a, int ao) {
    reduce(a, ao, a[ao], a[ao + 1], a[ao + 2], a[ao + 3], a[ao + 4]);
    intoRange(a, ao);
  }

  /** Brings a, which is carried and between -2p and 3p, into [0, p). */
  private static void intoRange(long[] a, int ao) {
    while (a[ao + 4] < 0) {
      addP(a, ao, 1);
    }
    while (isAtLeastP(a, ao)) {
      addP(a, ao, -1);
    }
  }

  private static void addP(long[] a, int ao, long times) {
    long l0 = a[ao] + times * P0;
    long l1 = a[ao + 1] + times * P1 + (l0 >> 52);
    long l2 = a[ao + 2] + (l1 >> 52);
    long l3 = a[ao + 3] + times * P3 + (l2 >> 52);
    a[ao] = l0 & MASK;
    a[ao + 1] = l1 & MASK;
    a[ao + 2] = l2 & MASK;
    a[ao + 3] = l3 & MASK;
    a[ao + 4] += times * P4 + (l3 >> 52);
  }

  /** Whether the integer at a, whose limbs are carried, is below p. */
  public static boolean isBelowP(long[] a, int ao) {
    return !isAtLeastP(a, ao);
  }

  private static boolean isAtLeastP(long[] a, int ao) {
    if (a[ao + 4] != P4) {
      return a[ao + 4] > P4;
    }
    if (a[ao + 3] != P3) {
      return a[ao + 3] > P3;
    }
    if (a[ao + 2] != 0) {
      return true;
    }
    return a[ao + 1] > P1 || (a[ao + 1] == P1 && a[ao] == P0);
  }

  private static long[] powerOfTwo(int exponent) {
    long[] power = {0, 0, 0, 0, 1L << 47};
    for (int bit = 255; bit < exponent; bit++) {
      add(power, 0, power, 0, power, 0);
      canonical(power, 0);
    }
    return power;
  }
}
