package io.github.quotary.vector.lanes;

import static io.github.quotary.crypto.p256.JacobianPoint.AFFINE;

import io.github.quotary.crypto.p256.AffineAdditions;
import io.github.quotary.crypto.p256.Doublings;
import io.github.quotary.crypto.p256.PointTable;
import io.github.quotary.crypto.p256.TableTerms;

/**
 * The odd multiples of 2^(width i) times a point, for each window i: a table of one place, with as
 * many terms for every scalar. With six bits it takes 86 KiB.
 */
final class OddTable extends PointTable {
  private final int width;

  private OddTable(int width, long[] points) {
    super(points);
    this.width = width;
  }

  static int bytes(int width) {
    return points(width) * POINT_BYTES;
  }

  private static int points(int width) {
    return OddDigits.windows(width) << (width - 1);
  }

  /**
   * Makes the table of a point.
   *
   * @param point x and y in Montgomery form; on the curve, not infinity
   */
  static OddTable of(long[] point, int width) {
    int windows = OddDigits.windows(width);
    int half = 1 << (width - 1);
    // Behind them in each window the multiples by 2, 4 and so on, from which they are made.
    int stride = half + width - 1;
    long[] made = new long[windows * stride * AFFINE];
    Doublings.store(point, windows, width, made, stride * AFFINE);
    AffineAdditions additions = new AffineAdditions(windows * (half / 2 + 1));
    boolean[] exceptional = new boolean[1];
    for (int round = 0; round < width; round++) {
      int power = 1 << round;
      for (int at = 0; at < made.length; at += stride * AFFINE) {
        for (int odd = 1; odd < power; odd += 2) {
          additions.note(
              at + offset(power, half), at + offset(odd, half), at + offset(power + odd, half), 0);
        }
        if (power < half) {
          additions.note(
              at + offset(power, half), at + offset(power, half), at + offset(2 * power, half), 0);
        }
      }
      additions.addAll(made, exceptional);
    }
    long[] points = new long[points(width) * AFFINE];
    for (int window = 0; window < windows; window++) {
      System.arraycopy(
          made, window * stride * AFFINE, points, window * half * AFFINE, half * AFFINE);
    }
    return new OddTable(width, points);
  }

  /** Where a multiple stands in its window; 1 is odd, though a power of 2. */
  private static int offset(int multiple, int half) {
    int index =
        multiple % 2 != 0 ? multiple >> 1 : half - 1 + Integer.numberOfTrailingZeros(multiple);
    return index * AFFINE;
  }

  @Override
  public int places() {
    return 1;
  }

  @Override
  public void recode(long[] scalar, int at, TableTerms terms) {
    boolean opposite = OddDigits.makeOdd(terms.scalar, scalar, at);
    int windows = OddDigits.windows(width);
    terms.clear();
    for (int window = 0; window < windows; window++) {
      int bits = OddDigits.bits(terms.scalar, window, width);
      terms.add(
          (window << (width - 1)) + OddDigits.number(bits, width),
          OddDigits.isNegative(bits, width) != opposite);
    }
    terms.endPlace();
  }
}
