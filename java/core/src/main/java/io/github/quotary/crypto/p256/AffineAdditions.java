package io.github.quotary.crypto.p256;

import static io.github.quotary.crypto.p256.P256Field.LIMBS;

/**
 * Many additions of affine points that share one inversion.
 *
 * <p>An affine addition divides by the difference of the two x. The inverse of the product of all
 * differences gives the inverse of each at the cost of three multiplications (Montgomery), so that
 * an addition takes five multiplications and one squaring, where a Jacobian one takes eight and
 * three.
 *
 * <p>Points are x and y, ten limbs in Montgomery form, in one {@code long[]}. Not thread-safe.
 */
public final class AffineAdditions {
  private final FieldInverse inverse = new FieldInverse();
  private final int[] left;
  private final int[] right;
  private final int[] result;
  private final int[] owner;

  /** What is divided by in each addition, and the product of all before it. */
  private final long[] divisors;

  private final long[] products;
  private final long[] m = new long[5 * LIMBS];
  private int count;

  /** For at most {@code capacity} additions at a time. */
  public AffineAdditions(int capacity) {
    left = new int[capacity];
    right = new int[capacity];
    result = new int[capacity];
    owner = new int[capacity];
    divisors = new long[capacity * LIMBS];
    products = new long[(capacity + 1) * LIMBS];
  }

  int count() {
    return count;
  }

  /**
   * Notes an addition. Nothing noted may write what another reads or writes; the result may take
   * the place of an own operand.
   *
   * @param a where the first point is
   * @param b where the second point is; the same place for a doubling
   * @param to where the sum goes
   * @param whose index of what {@link #addAll} marks if the sum is exceptional
   */
  public void note(int a, int b, int to, int whose) {
    left[count] = a;
    right[count] = b;
    result[count] = to;
    owner[count] = whose;
    count++;
  }

  /**
   * Makes all additions that were noted, and forgets them.
   *
   * @param exceptional is set for the owner of every addition of different places with equal x: its
   *     sum means nothing, the others are not disturbed
   */
  public void addAll(long[] points, boolean[] exceptional) {
    if (count == 0) {
      return;
    }
    multiplyDivisors(points);
    if (P256Field.isZero(products, count * LIMBS, m, 0)) {
      replaceZeros(exceptional);
    }
    inverse.invert(m, 0, products, count * LIMBS);
    for (int i = count - 1; i >= 0; i--) {
      // m[0..4] is the inverse of the product of the divisors up to this one.
      FieldProduct.multiply(m, LIMBS, m, 0, products, i * LIMBS);
      FieldProduct.multiply(m, 0, m, 0, divisors, i * LIMBS);
      slope(points, left[i], right[i]);
      sum(points, left[i], right[i], result[i]);
    }
    count = 0;
  }

  private void multiplyDivisors(long[] points) {
    P256Field.setOne(products, 0);
    for (int i = 0; i < count; i++) {
      int a = left[i];
      int b = right[i];
      if (a == b) {
        P256Field.add(divisors, i * LIMBS, points, a + LIMBS, points, a + LIMBS);
      } else {
        P256Field.subtract(divisors, i * LIMBS, points, b, points, a);
      }
      FieldProduct.multiply(products, (i + 1) * LIMBS, products, i * LIMBS, divisors, i * LIMBS);
    }
  }

  private void replaceZeros(boolean[] exceptional) {
    for (int i = 0; i < count; i++) {
      if (P256Field.isZero(divisors, i * LIMBS, m, 0)) {
        P256Field.setOne(divisors, i * LIMBS);
        exceptional[owner[i]] = true;
      }
      FieldProduct.multiply(products, (i + 1) * LIMBS, products, i * LIMBS, divisors, i * LIMBS);
    }
  }

  /** m[5..9], the inverse of the divisor, becomes the slope of the line through both points. */
  private void slope(long[] points, int a, int b) {
    int s = 2 * LIMBS;
    if (a == b) {
      // (3 x^2 - 3) / 2 y
      FieldProduct.square(m, s, points, a);
      P256Field.setOne(m, 3 * LIMBS);
      P256Field.subtract(m, s, m, s, m, 3 * LIMBS);
      for (int i = s; i < s + LIMBS; i++) {
        m[i] *= 3;
      }
    } else {
      P256Field.subtract(m, s, points, b + LIMBS, points, a + LIMBS);
    }
    FieldProduct.multiply(m, LIMBS, m, LIMBS, m, s);
  }

  private void sum(long[] points, int a, int b, int to) {
    long[] m = this.m;
    int x = 2 * LIMBS;
    FieldProduct.square(m, x, m, LIMBS);
    P256Field.reduce(
        m,
        x,
        m[x] - points[a] - points[b],
        m[x + 1] - points[a + 1] - points[b + 1],
        m[x + 2] - points[a + 2] - points[b + 2],
        m[x + 3] - points[a + 3] - points[b + 3],
        m[x + 4] - points[a + 4] - points[b + 4]);
    int y = 3 * LIMBS;
    P256Field.subtract(m, y, points, a, m, x);
    FieldProduct.multiply(m, y, m, y, m, LIMBS);
    // Carried, since the y of sum upon sum would grow with each.
    int ya = a + LIMBS;
    P256Field.reduce(
        points,
        to + LIMBS,
        m[y] - points[ya],
        m[y + 1] - points[ya + 1],
        m[y + 2] - points[ya + 2],
        m[y + 3] - points[ya + 3],
        m[y + 4] - points[ya + 4]);
    P256Field.copy(points, to, m, x);
  }
}
