package io.github.quotary.crypto.p256;

import static io.github.quotary.crypto.p256.P256Field.LIMBS;
import static io.github.quotary.crypto.p256.P256Field.MASK;

import java.util.HexFormat;

/**
 * Arithmetic modulo n, the order of P-256, for public values: it does not run in constant time.
 *
 * <p>A number is five limbs of 52 bits, least significant first, at an offset of a {@code long[]}.
 * {@link #multiply} is Montgomery's product a * b * 2^-260 mod n; which numbers carry the factor
 * 2^260 is for the caller to know. Results may overwrite operands. Nothing is allocated.
 */
public final class P256Order {
  /** n. */
  private static final long[] N = new long[LIMBS];

  static {
    byte[] n =
        HexFormat.of().parseHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
    Limbs.fromBytes(n, 0, N, 0);
  }

  /** The limbs of n, shifted as {@link #multiply} wants them, in constants for the compiler. */
  private static final long N0 = N[0] << 6;

  private static final long N1 = N[1] << 6;
  private static final long N2 = N[2] << 6;
  private static final long N3 = N[3] << 6;
  private static final long N4 = N[4] << 6;

  /** -1 / n modulo 2^52. */
  private static final long NEGATIVE_INVERSE = -inverse(N[0]) & MASK;

  /** 2^520 mod n: a multiplication by it gives a number the factor 2^260. */
  static final long[] TO_MONTGOMERY = powerOfTwo(520);

  /** (n + 1) / 2. */
  private static final long[] HALF = half();

  private P256Order() {}

  private static long[] half() {
    long[] half = new long[LIMBS];
    set(half, 0, N[0] + 1, N[1], N[2], N[3], N[4]);
    for (int i = 0; i < LIMBS - 1; i++) {
      half[i] = half[i] >> 1 | (half[i + 1] & 1) << 51;
    }
    half[LIMBS - 1] >>= 1;
    return half;
  }

  /** The prime n, in limbs; for whoever inverts modulo n. */
  static long[] modulus() {
    return N.clone();
  }

  /** r = a * b * 2^-260 mod n, in [0, n); a and b are below 2^256, their limbs carried. */
  static void multiply(long[] r, int ro, long[] a, int ao, long[] b, int bo) {
    long t0 = b[bo] << 6;
    long t1 = b[bo + 1] << 6;
    long t2 = b[bo + 2] << 6;
    long t3 = b[bo + 3] << 6;
    long t4 = b[bo + 4] << 6;
    long p0 = 0;
    long p1 = 0;
    long p2 = 0;
    long p3 = 0;
    long p4 = 0;
    for (int i = 0; i < LIMBS; i++) {
      long s = a[ao + i] << 6;
      p0 += (s * t0) >>> 12;
      long m = ((p0 * NEGATIVE_INVERSE) & MASK) << 6;
      long carry = (p0 + ((m * N0) >>> 12)) >> 52;
      carry += Math.multiplyHigh(s, t0) + Math.multiplyHigh(m, N0);
      p0 = p1 + carry + ((s * t1) >>> 12) + ((m * N1) >>> 12);
      p1 = p2 + Math.multiplyHigh(s, t1) + Math.multiplyHigh(m, N1);
      p1 += ((s * t2) >>> 12) + ((m * N2) >>> 12);
      p2 = p3 + Math.multiplyHigh(s, t2) + Math.multiplyHigh(m, N2);
      p2 += ((s * t3) >>> 12) + ((m * N3) >>> 12);
      p3 = p4 + Math.multiplyHigh(s, t3) + Math.multiplyHigh(m, N3);
      p3 += ((s * t4) >>> 12) + ((m * N4) >>> 12);
      p4 = Math.multiplyHigh(s, t4) + Math.multiplyHigh(m, N4);
    }
    // Both factors are below 2^256, so the value is below 2^252 + n.
    set(r, ro, p0, p1, p2, p3, p4);
    reduceOnce(r, ro);
  }

  /** Takes n away if a is at least n; a is below 2n and its limbs are carried. */
  public static void reduceOnce(long[] a, int ao) {
    if (!Limbs.isBelow(a, ao, N, 0)) {
      set(
          a,
          ao,
          a[ao] - N[0],
          a[ao + 1] - N[1],
          a[ao + 2] - N[2],
          a[ao + 3] - N[3],
          a[ao + 4] - N[4]);
    }
  }

  /** Whether a, which is below n and carried, is above n / 2. */
  static boolean isAboveHalf(long[] a, int ao) {
    return !Limbs.isBelow(a, ao, HALF, 0);
  }

  /** r = n - a, carried; a is in [1, n-1]. */
  public static void negate(long[] r, int ro, long[] a, int ao) {
    set(
        r,
        ro,
        N[0] - a[ao],
        N[1] - a[ao + 1],
        N[2] - a[ao + 2],
        N[3] - a[ao + 3],
        N[4] - a[ao + 4]);
  }

  /** r = a + n, carried. */
  public static void plusOrder(long[] r, int ro, long[] a, int ao) {
    set(
        r,
        ro,
        a[ao] + N[0],
        a[ao + 1] + N[1],
        a[ao + 2] + N[2],
        a[ao + 3] + N[3],
        a[ao + 4] + N[4]);
  }

  /** Whether a, whose limbs are carried, lies in [1, n-1]. */
  static boolean isInRange(long[] a, int ao) {
    return !Limbs.isZero(a, ao) && Limbs.isBelow(a, ao, N, 0);
  }

  private static void set(long[] r, int ro, long c0, long c1, long c2, long c3, long c4) {
    long l1 = c1 + (c0 >> 52);
    long l2 = c2 + (l1 >> 52);
    long l3 = c3 + (l2 >> 52);
    r[ro] = c0 & MASK;
    r[ro + 1] = l1 & MASK;
    r[ro + 2] = l2 & MASK;
    r[ro + 3] = l3 & MASK;
    r[ro + 4] = c4 + (l3 >> 52);
  }

  /** 1 / odd modulo 2^64, by Newton's iteration, which doubles the correct bits from 3. */
  private static long inverse(long odd) {
    long inverse = odd;
    for (int bits = 3; bits < 64; bits *= 2) {
      inverse *= 2 - odd * inverse;
    }
    return inverse;
  }

  private static long[] powerOfTwo(int exponent) {
    long[] power = {0, 0, 0, 0, 1L << 47};
    for (int bit = 255; bit < exponent; bit++) {
      set(power, 0, 2 * power[0], 2 * power[1], 2 * power[2], 2 * power[3], 2 * power[4]);
      reduceOnce(power, 0);
    }
    return power;
  }
}
