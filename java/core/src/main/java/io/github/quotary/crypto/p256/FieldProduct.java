package io.github.quotary.crypto.p256;

/**
 * Products in the field of P-256: see {@link P256Field} for what a factor is.
 *
 * <p>First the ten columns of the product. With both limbs shifted left by 6 bits, the high word of
 * their product is the part above 2^52 and the low word, shifted right by 12, is the part below; so
 * no operand is needed unshifted. Then five Montgomery steps. p is -1 modulo 2^52, so a column is
 * itself the factor of p that takes it away: c (p + 1) goes to the columns above. p + 1 is 2^96 +
 * 2^192 - 2^224 + 2^256, of which c 2^96 and c 2^192 are made of shifts, and the rest, c (2^48 -
 * 2^16) 2^208, is a product like the others.
 *
 * <p>Why nothing overflows: limbs are within ±2^55 and the top one within ±2^52, so a high word is
 * within ±2^58, and a low one below 2^52. At most three high words make a column of the first four,
 * which so stays within ±2^60, the steps before it included; a multiple by 8 of it fits. At most
 * five make any other column. The fifth column alone is cut to 52 bits, its carry being added to
 * the sixth: the four below it are small beside it, so what is added is a multiple of p between 0
 * and 2^260, give or take 2^217.
 */
final class FieldProduct {
  private static final long MASK = P256Field.MASK;

  /** The top limb of p + 1, shifted so that its product with 8 c is split at 2^52. */
  private static final long TOP = P256Field.P4 << 9;

  private FieldProduct() {}

  /** r = a * b. */
  static void multiply(long[] r, int ro, long[] a, int ao, long[] b, int bo) {
    long s0 = a[ao] << 6;
    long s1 = a[ao + 1] << 6;
    long s2 = a[ao + 2] << 6;
    long s3 = a[ao + 3] << 6;
    long s4 = a[ao + 4] << 6;
    long t0 = b[bo] << 6;
    long t1 = b[bo + 1] << 6;
    long t2 = b[bo + 2] << 6;
    long t3 = b[bo + 3] << 6;
    long t4 = b[bo + 4] << 6;

    long p0 = (s0 * t0) >>> 12;
    long p1 = Math.multiplyHigh(s0, t0) + ((s0 * t1) >>> 12);
    p1 += (s1 * t0) >>> 12;
    long p2 = Math.multiplyHigh(s0, t1) + Math.multiplyHigh(s1, t0);
    p2 += ((s0 * t2) >>> 12) + ((s1 * t1) >>> 12);
    p2 += (s2 * t0) >>> 12;
    long p3 = Math.multiplyHigh(s0, t2) + Math.multiplyHigh(s1, t1);
    p3 += Math.multiplyHigh(s2, t0) + ((s0 * t3) >>> 12);
    p3 += ((s1 * t2) >>> 12) + ((s2 * t1) >>> 12);
    p3 += (s3 * t0) >>> 12;
    long p4 = Math.multiplyHigh(s0, t3) + Math.multiplyHigh(s1, t2);
    p4 += Math.multiplyHigh(s2, t1) + Math.multiplyHigh(s3, t0);
    p4 += ((s0 * t4) >>> 12) + ((s1 * t3) >>> 12);
    p4 += ((s2 * t2) >>> 12) + ((s3 * t1) >>> 12);
    p4 += (s4 * t0) >>> 12;
    long p5 = Math.multiplyHigh(s0, t4) + Math.multiplyHigh(s1, t3);
    p5 += Math.multiplyHigh(s2, t2) + Math.multiplyHigh(s3, t1);
    p5 += Math.multiplyHigh(s4, t0) + ((s1 * t4) >>> 12);
    p5 += ((s2 * t3) >>> 12) + ((s3 * t2) >>> 12);
    p5 += (s4 * t1) >>> 12;
    long p6 = Math.multiplyHigh(s1, t4) + Math.multiplyHigh(s2, t3);
    p6 += Math.multiplyHigh(s3, t2) + Math.multiplyHigh(s4, t1);
    p6 += ((s2 * t4) >>> 12) + ((s3 * t3) >>> 12);
    p6 += (s4 * t2) >>> 12;
    long p7 = Math.multiplyHigh(s2, t4) + Math.multiplyHigh(s3, t3);
    p7 += Math.multiplyHigh(s4, t2) + ((s3 * t4) >>> 12);
    p7 += (s4 * t3) >>> 12;
    long p8 = Math.multiplyHigh(s3, t4) + Math.multiplyHigh(s4, t3);
    p8 += (s4 * t4) >>> 12;
    long p9 = Math.multiplyHigh(s4, t4);

    long u;
    p1 += (p0 << 56) >>> 12;
    p2 += p0 >> 8;
    p3 += (p0 << 48) >>> 12;
    u = p0 << 3;
    p4 += (p0 >> 16) + ((u * TOP) >>> 12);
    p5 += Math.multiplyHigh(u, TOP);
    p2 += (p1 << 56) >>> 12;
    p3 += p1 >> 8;
    p4 += (p1 << 48) >>> 12;
    u = p1 << 3;
    p5 += (p1 >> 16) + ((u * TOP) >>> 12);
    p6 += Math.multiplyHigh(u, TOP);
    p3 += (p2 << 56) >>> 12;
    p4 += p2 >> 8;
    p5 += (p2 << 48) >>> 12;
    u = p2 << 3;
    p6 += (p2 >> 16) + ((u * TOP) >>> 12);
    p7 += Math.multiplyHigh(u, TOP);
    p4 += (p3 << 56) >>> 12;
    p5 += p3 >> 8;
    p6 += (p3 << 48) >>> 12;
    u = p3 << 3;
    p7 += (p3 >> 16) + ((u * TOP) >>> 12);
    p8 += Math.multiplyHigh(u, TOP);
    long last = p4 & MASK;
    p5 += p4 >> 52;
    p5 += (last << 56) >>> 12;
    p6 += last >> 8;
    p7 += (last << 48) >>> 12;
    u = last << 3;
    p8 += (last >> 16) + ((u * TOP) >>> 12);
    p9 += Math.multiplyHigh(u, TOP);

    p6 += p5 >> 52;
    p7 += p6 >> 52;
    p8 += p7 >> 52;
    r[ro] = p5 & MASK;
    r[ro + 1] = p6 & MASK;
    r[ro + 2] = p7 & MASK;
    r[ro + 3] = p8 & MASK;
    r[ro + 4] = p9 + (p8 >> 52);
  }

  /** r = a * a: fifteen different products instead of twenty-five. */
  static void square(long[] r, int ro, long[] a, int ao) {
    long s0 = a[ao] << 6;
    long s1 = a[ao + 1] << 6;
    long s2 = a[ao + 2] << 6;
    long s3 = a[ao + 3] << 6;
    long s4 = a[ao + 4] << 6;
    long d1 = s1 << 1;
    long d2 = s2 << 1;
    long d3 = s3 << 1;
    long d4 = s4 << 1;

    long p0 = (s0 * s0) >>> 12;
    long p1 = Math.multiplyHigh(s0, s0) + ((s0 * d1) >>> 12);
    long p2 = Math.multiplyHigh(s0, d1) + ((s0 * d2) >>> 12);
    p2 += (s1 * s1) >>> 12;
    long p3 = Math.multiplyHigh(s0, d2) + Math.multiplyHigh(s1, s1);
    p3 += ((s0 * d3) >>> 12) + ((s1 * d2) >>> 12);
    long p4 = Math.multiplyHigh(s0, d3) + Math.multiplyHigh(s1, d2);
    p4 += ((s0 * d4) >>> 12) + ((s1 * d3) >>> 12);
    p4 += (s2 * s2) >>> 12;
    long p5 = Math.multiplyHigh(s0, d4) + Math.multiplyHigh(s1, d3);
    p5 += Math.multiplyHigh(s2, s2) + ((s1 * d4) >>> 12);
    p5 += (s2 * d3) >>> 12;
    long p6 = Math.multiplyHigh(s1, d4) + Math.multiplyHigh(s2, d3);
    p6 += ((s2 * d4) >>> 12) + ((s3 * s3) >>> 12);
    long p7 = Math.multiplyHigh(s2, d4) + Math.multiplyHigh(s3, s3);
    p7 += (s3 * d4) >>> 12;
    long p8 = Math.multiplyHigh(s3, d4) + ((s4 * s4) >>> 12);
    long p9 = Math.multiplyHigh(s4, s4);

    long u;
    p1 += (p0 << 56) >>> 12;
    p2 += p0 >> 8;
    p3 += (p0 << 48) >>> 12;
    u = p0 << 3;
    p4 += (p0 >> 16) + ((u * TOP) >>> 12);
    p5 += Math.multiplyHigh(u, TOP);
    p2 += (p1 << 56) >>> 12;
    p3 += p1 >> 8;
    p4 += (p1 << 48) >>> 12;
    u = p1 << 3;
    p5 += (p1 >> 16) + ((u * TOP) >>> 12);
    p6 += Math.multiplyHigh(u, TOP);
    p3 += (p2 << 56) >>> 12;
    p4 += p2 >> 8;
    p5 += (p2 << 48) >>> 12;
    u = p2 << 3;
    p6 += (p2 >> 16) + ((u * TOP) >>> 12);
    p7 += Math.multiplyHigh(u, TOP);
    p4 += (p3 << 56) >>> 12;
    p5 += p3 >> 8;
    p6 += (p3 << 48) >>> 12;
    u = p3 << 3;
    p7 += (p3 >> 16) + ((u * TOP) >>> 12);
    p8 += Math.multiplyHigh(u, TOP);
    long last = p4 & MASK;
    p5 += p4 >> 52;
    p5 += (last << 56) >>> 12;
    p6 += last >> 8;
    p7 += (last << 48) >>> 12;
    u = last << 3;
    p8 += (last >> 16) + ((u * TOP) >>> 12);
    p9 += Math.multiplyHigh(u, TOP);

    p6 += p5 >> 52;
    p7 += p6 >> 52;
    p8 += p7 >> 52;
    r[ro] = p5 & MASK;
    r[ro + 1] = p6 & MASK;
    r[ro + 2] = p7 & MASK;
    r[ro + 3] = p8 & MASK;
    r[ro + 4] = p9 + (p8 >> 52);
  }
}
