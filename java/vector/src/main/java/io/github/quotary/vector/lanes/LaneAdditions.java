package io.github.quotary.vector.lanes;

import static io.github.quotary.vector.lanes.LaneField.ELEMENT;
import static io.github.quotary.vector.lanes.LaneField.LANES;

/**
 * Many additions of affine points, in eight lanes each, that share one inversion, as {@link
 * io.github.quotary.crypto.p256.AffineAdditions} does for points by themselves.
 *
 * <p>Points are reduced x and y, eighty longs, in one {@code long[]}. Not thread-safe.
 */
final class LaneAdditions {
  /** Longs of a point in eight lanes. */
  static final int POINT = 2 * ELEMENT;

  private static final int X = 0;
  private static final int Y = ELEMENT;

  private final LaneInverse inverse = new LaneInverse();
  private final int[] left;
  private final int[] right;
  private final int[] result;
  private final int[] owner;

  /** What is divided by in each addition, and the product of all before it. */
  private final long[] divisors;

  private final long[] products;

  /** The inverse of the product, then the slope, x and y of a sum, and a difference. */
  private final long[] m = new long[5 * ELEMENT];

  private static final int INVERSE = 0;
  private static final int SLOPE = ELEMENT;
  private static final int SUM = 2 * ELEMENT;
  private static final int TEMPORARY = 4 * ELEMENT;

  private int count;

  /** For at most {@code capacity} additions at a time. */
  LaneAdditions(int capacity) {
    left = new int[capacity];
    right = new int[capacity];
    result = new int[capacity];
    owner = new int[capacity];
    divisors = new long[capacity * ELEMENT];
    products = new long[(capacity + 1) * ELEMENT];
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
  void note(int a, int b, int to, int whose) {
    left[count] = a;
    right[count] = b;
    result[count] = to;
    owner[count] = whose;
    count++;
  }

  /**
   * Makes all additions that were noted, and forgets them.
   *
   * @param exceptional gets the bits of those lanes, for the owner of every addition with equal x:
   *     their sums mean nothing; the other lanes are not disturbed
   */
  void addAll(long[] points, int[] exceptional) {
    if (count == 0) {
      return;
    }
    multiplyDivisors(points);
    if (LaneField.zeros(products, count * ELEMENT) != 0) {
      replaceZeros(exceptional);
    }
    inverse.invert(m, INVERSE, products, count * ELEMENT);
    for (int i = count - 1; i >= 0; i--) {
      LaneProduct.multiply(m, SLOPE, m, INVERSE, products, i * ELEMENT);
      LaneProduct.multiply(m, INVERSE, divisors, i * ELEMENT, m, INVERSE);
      slope(points, left[i], right[i]);
      sum(points, left[i], right[i], result[i]);
    }
    count = 0;
  }

  private void multiplyDivisors(long[] points) {
    LaneField.copy(products, 0, LaneField.ONE, 0);
    for (int i = 0; i < count; i++) {
      int a = left[i];
      int b = right[i];
      if (a == b) {
        LaneField.add(divisors, i * ELEMENT, points, a + Y, points, a + Y);
      } else {
        LaneField.subtract(divisors, i * ELEMENT, points, b + X, points, a + X);
      }
      multiplyDivisor(i);
    }
  }

  private void multiplyDivisor(int i) {
    LaneProduct.multiply(products, (i + 1) * ELEMENT, divisors, i * ELEMENT, products, i * ELEMENT);
  }

  /** A lane's divisor that is zero becomes 1, so that it takes no other with it. */
  private void replaceZeros(int[] exceptional) {
    for (int i = 0; i < count; i++) {
      // A product with 1, unlike a divisor, is reduced.
      LaneProduct.multiply(m, TEMPORARY, divisors, i * ELEMENT, LaneField.PLAIN_ONE, 0);
      int zeros = LaneField.zeros(m, TEMPORARY);
      exceptional[owner[i]] |= zeros;
      for (int at = 0; zeros != 0 && at < ELEMENT; at++) {
        if ((zeros >> (at % LANES) & 1) != 0) {
          divisors[i * ELEMENT + at] = LaneField.ONE[at];
        }
      }
      multiplyDivisor(i);
    }
  }

  /** The inverse of the divisor becomes the slope of the line through both points. */
  private void slope(long[] points, int a, int b) {
    if (a == b) {
      // (3 x^2 - 3) / 2 y
      LaneProduct.multiply(m, TEMPORARY, points, a + X, points, a + X);
      LaneField.subtract(m, TEMPORARY, m, TEMPORARY, LaneField.ONE, 0);
      LaneField.multiple(m, TEMPORARY, m, TEMPORARY, 3);
      LaneField.reduce(m, TEMPORARY);
    } else {
      LaneField.subtract(m, TEMPORARY, points, b + Y, points, a + Y);
    }
    LaneProduct.multiply(m, SLOPE, m, TEMPORARY, m, SLOPE);
  }

  /** x = slope^2 - xa - xb and y = slope (xa - x) - ya. */
  private void sum(long[] points, int a, int b, int to) {
    LaneProduct.multiply(m, SUM + X, m, SLOPE, m, SLOPE);
    LaneField.subtract(m, SUM + X, m, SUM + X, points, a + X);
    LaneField.subtract(m, SUM + X, m, SUM + X, points, b + X);
    LaneField.reduce(m, SUM + X);
    LaneField.subtract(m, TEMPORARY, points, a + X, m, SUM + X);
    LaneProduct.multiply(m, SUM + Y, m, TEMPORARY, m, SLOPE);
    LaneField.subtract(m, SUM + Y, m, SUM + Y, points, a + Y);
    LaneField.reduce(m, SUM + Y);
    System.arraycopy(m, SUM, points, to, POINT);
  }
}
