package io.github.quotary.crypto.p256;

/**
 * A {@link PointTable} of one place, without doublings: for each window i of {@code width} bits the
 * points d * 2^(width * i), d from 1 to 2^(width-1). A scalar is written with digits between
 * -2^(width-1) and 2^(width-1), and negation costs nothing.
 */
public final class WindowTable extends PointTable {
  private final int width;

  private WindowTable(int width, long[] points) {
    super(points);
    this.width = width;
  }

  /** How many digits a scalar below 2^256 has, its last carry included. */
  public static int windows(int width) {
    return 256 / width + 1;
  }

  /** The bytes that a table takes. */
  public static int bytes(int width) {
    return points(width) * POINT_BYTES;
  }

  private static int points(int width) {
    return (windows(width) - 1) * (1 << (width - 1)) + (1 << (256 % width));
  }

  /**
   * Makes the table of a point.
   *
   * @param point x and y in Montgomery form; on the curve, not infinity
   * @param width bits of a window, 4 to 10
   */
  public static WindowTable of(long[] point, int width) {
    return new WindowTable(width, new WindowPoints(point, width, points(width)).make());
  }

  @Override
  public int places() {
    return 1;
  }

  /** {@inheritDoc} Any scalar below 2^256 will do. */
  @Override
  public void recode(long[] scalar, int at, TableTerms terms) {
    int half = 1 << (width - 1);
    int carry = 0;
    int windows = windows(width);
    terms.clear();
    for (int i = 0; i < windows; i++) {
      int bit = i * width;
      int limb = bit / 52;
      int shift = bit % 52;
      long bits = scalar[at + limb] >>> shift;
      if (shift + width > 52 && limb + 1 < P256Field.LIMBS) {
        bits |= scalar[at + limb + 1] << (52 - shift);
      }
      int digit = (int) (bits & (2 * half - 1)) + carry;
      carry = digit > half ? 1 : 0;
      digit -= carry * 2 * half;
      if (digit != 0) {
        terms.add((i << (width - 1)) + Math.abs(digit) - 1, digit < 0);
      }
    }
    terms.endPlace();
  }
}
