package io.github.quotary.crypto.p256;

import static io.github.quotary.crypto.p256.JacobianPoint.AFFINE;
import static io.github.quotary.crypto.p256.P256Field.LIMBS;

import java.util.Arrays;

/**
 * A {@link PointTable} for keys of which there are many: the multiples by 1, 3, 5 and 7 of 2^(16 i)
 * times the point, i from 0 to 15; 4 KiB. A scalar takes about 51 terms, in 16 places.
 */
public final class SpacedTable extends PointTable {
  /** The bits of a scalar's digits, which are odd and at least so many places apart. */
  static final int WIDTH = 4;

  /** The bits between two points, and so the number of places. */
  static final int SPACING = 16;

  private static final int BLOCKS = 256 / SPACING;
  private static final int MULTIPLES = 1 << (WIDTH - 2);

  /** The bytes that a table takes. */
  public static final int BYTES = BLOCKS * MULTIPLES * POINT_BYTES;

  private SpacedTable(long[] points) {
    super(points);
  }

  /**
   * Makes the table of a point.
   *
   * @param point x and y in Montgomery form; on the curve, not infinity
   */
  public static SpacedTable of(long[] point) {
    // In each block the odd multiples and, behind those of all, the double: no addition is
    // exceptional, since the order of the point is a prime of 256 bits.
    int doubles = BLOCKS * MULTIPLES;
    long[] points = new long[(doubles + BLOCKS) * AFFINE];
    Doublings.store(point, BLOCKS, SPACING, points, MULTIPLES * AFFINE);
    AffineAdditions additions = new AffineAdditions(BLOCKS);
    boolean[] exceptional = new boolean[1];
    for (int block = 0; block < BLOCKS; block++) {
      int base = block * MULTIPLES * AFFINE;
      additions.note(base, base, (doubles + block) * AFFINE, 0);
    }
    additions.addAll(points, exceptional);
    for (int multiple = 1; multiple < MULTIPLES; multiple++) {
      for (int block = 0; block < BLOCKS; block++) {
        int to = (block * MULTIPLES + multiple) * AFFINE;
        additions.note(to - AFFINE, (doubles + block) * AFFINE, to, 0);
      }
      additions.addAll(points, exceptional);
    }
    return new SpacedTable(Arrays.copyOf(points, doubles * AFFINE));
  }

  @Override
  public int places() {
    return SPACING;
  }

  /** The digit at bit 16 i + place is a term of block i. */
  @Override
  public void recode(long[] scalar, int at, TableTerms terms) {
    // Of the scalar and its opposite one is below 2^255, so that all digits lie below bit 256.
    boolean opposite = P256Order.isAboveHalf(scalar, at);
    if (opposite) {
      P256Order.negate(terms.scalar, 0, scalar, at);
    } else {
      System.arraycopy(scalar, at, terms.scalar, 0, LIMBS);
    }
    Wnaf wnaf = terms.wnaf;
    wnaf.set(terms.scalar, 0);
    terms.clear();
    for (int place = SPACING - 1; place >= 0; place--) {
      for (int block = 0; block < BLOCKS; block++) {
        int digit = wnaf.digit(block * SPACING + place);
        if (digit != 0) {
          terms.add(block * MULTIPLES + (Math.abs(digit) >> 1), digit < 0 != opposite);
        }
      }
      terms.endPlace();
    }
  }
}
