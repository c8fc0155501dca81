package io.github.quotary.vector.lanes;

import static io.github.quotary.crypto.p256.JacobianPoint.AFFINE;
import static io.github.quotary.crypto.p256.P256Field.LIMBS;

import io.github.quotary.crypto.p256.AffineAdditions;
import io.github.quotary.crypto.p256.Doublings;
import io.github.quotary.crypto.p256.P256Field;
import io.github.quotary.crypto.p256.PointTable;
import io.github.quotary.crypto.p256.TableTerms;
import java.util.Arrays;

/**
 * A comb of five teeth in four blocks, 4 KiB: a table of thirteen places with four terms each.
 *
 * <p>An odd k is the sum of 2^i, each added or subtracted, i from 0 to 259: added where bit i of k
 * / 2 + 2^259 is 1. Taken together are the bits of all five limbs, which lie 52 apart. So block v
 * holds 2^(13 v) times 2^208 ± 2^156 ± 2^104 ± 2^52 ± 1 times the point, and place j has the bits
 * 13 v + j of the limbs as block v's term.
 */
final class CombTable extends PointTable {
  static final int PLACES = 13;
  static final int BLOCKS = 4;

  private static final int TEETH = LIMBS;

  /** Points of a block: the sign of the uppermost tooth is that of the term. */
  private static final int HALF = 1 << (TEETH - 1);

  static final int BYTES = BLOCKS * HALF * POINT_BYTES;

  private CombTable(long[] points) {
    super(points);
  }

  /**
   * Makes the table of a point.
   *
   * @param point x and y in Montgomery form; on the curve, not infinity
   */
  static CombTable of(long[] point) {
    int size = BLOCKS * HALF;
    // Two halves of which one is read and one written; the teeth; the opposites of the teeth.
    int teeth = 2 * size;
    int opposites = teeth + TEETH * BLOCKS;
    long[] points = new long[(opposites + TEETH * BLOCKS) * AFFINE];
    Doublings.store(point, TEETH * BLOCKS, PLACES, points, AFFINE);
    System.arraycopy(points, 0, points, teeth * AFFINE, TEETH * BLOCKS * AFFINE);
    for (int i = 0; i < TEETH * BLOCKS; i++) {
      int from = (teeth + i) * AFFINE;
      int to = (opposites + i) * AFFINE;
      P256Field.copy(points, to, points, from);
      P256Field.negate(points, to + LIMBS, points, from + LIMBS);
    }
    for (int block = 0; block < BLOCKS; block++) {
      int uppermost = (teeth + (TEETH - 1) * BLOCKS + block) * AFFINE;
      System.arraycopy(points, uppermost, points, block * HALF * AFFINE, AFFINE);
    }
    // No addition is exceptional, since the order of the point is a prime of 256 bits.
    AffineAdditions additions = new AffineAdditions(size);
    boolean[] exceptional = new boolean[1];
    int from = 0;
    for (int tooth = TEETH - 2; tooth >= 0; tooth--) {
      int to = size - from;
      for (int k = 0; k < size; k += 2 << tooth) {
        int block = k / HALF;
        int minus = (opposites + tooth * BLOCKS + block) * AFFINE;
        int plus = (teeth + tooth * BLOCKS + block) * AFFINE;
        additions.note((from + k) * AFFINE, minus, (to + k) * AFFINE, 0);
        additions.note((from + k) * AFFINE, plus, (to + k + (1 << tooth)) * AFFINE, 0);
      }
      additions.addAll(points, exceptional);
      from = to;
    }
    return new CombTable(Arrays.copyOfRange(points, from * AFFINE, (from + size) * AFFINE));
  }

  @Override
  public int places() {
    return PLACES;
  }

  @Override
  public void recode(long[] scalar, int at, TableTerms terms) {
    long[] limbs = terms.scalar;
    boolean opposite = OddDigits.makeOdd(limbs, scalar, at);
    for (int i = 0; i < LIMBS - 1; i++) {
      limbs[i] = limbs[i] >>> 1 | (limbs[i + 1] & 1) << 51;
    }
    limbs[LIMBS - 1] = limbs[LIMBS - 1] >>> 1 | 1L << 51;
    terms.clear();
    for (int place = PLACES - 1; place >= 0; place--) {
      for (int block = 0; block < BLOCKS; block++) {
        int column = PLACES * block + place;
        int bits = 0;
        for (int tooth = 0; tooth < TEETH; tooth++) {
          bits |= (int) (limbs[tooth] >>> column & 1) << tooth;
        }
        terms.add(
            block * HALF + OddDigits.number(bits, TEETH),
            OddDigits.isNegative(bits, TEETH) != opposite);
      }
      terms.endPlace();
    }
  }
}
