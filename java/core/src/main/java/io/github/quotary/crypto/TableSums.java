package io.github.quotary.crypto;

import static io.github.quotary.crypto.p256.JacobianPoint.AFFINE;
import static io.github.quotary.crypto.p256.P256Field.LIMBS;

import io.github.quotary.crypto.p256.AffineAdditions;
import io.github.quotary.crypto.p256.Generator;
import io.github.quotary.crypto.p256.Limbs;
import io.github.quotary.crypto.p256.P256Field;
import io.github.quotary.crypto.p256.P256Order;
import io.github.quotary.crypto.p256.ScalarBatch;
import io.github.quotary.crypto.p256.WindowTable;

/**
 * The equations of many signatures whose keys have a {@link WindowTable}. All points that make up
 * u1 * G + u2 * Q are copied from the tables and added in pairs, then the sums in pairs, and so on;
 * all additions of one round, over all signatures, share one inversion. Not thread-safe.
 */
final class TableSums {
  /** More signatures would save little more of the inversions and spread over more memory. */
  static final int CAPACITY = 32;

  /** Below this, a signature by itself is faster. */
  static final int WORTHWHILE = 3;

  private static final int MAX_POINTS =
      WindowTable.windows(KeyTables.WIDTH) + WindowTable.windows(Generator.WIDTH);

  private final long[] points = new long[CAPACITY * MAX_POINTS * AFFINE];
  private final int[] counts = new int[CAPACITY];
  private final boolean[] exceptional = new boolean[CAPACITY];
  private final AffineAdditions additions = new AffineAdditions(CAPACITY * MAX_POINTS / 2);
  private final int[] digits = new int[WindowTable.windows(2)];
  private final long[] m = new long[LIMBS];
  private int size;

  /** Means nothing; it keeps the compiler from leaving out the reads. */
  long touched;

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  boolean isFull() {
    return size == CAPACITY;
  }

  /** Takes a signature. */
  void add(ScalarBatch scalars, int index, WindowTable table) {
    exceptional[size] = false;
    counts[size] = 0;
    copyPoints(Generator.TABLE, scalars.limbs(), scalars.u1(index));
    copyPoints(table, scalars.limbs(), scalars.u2(index));
    size++;
  }

  private void copyPoints(WindowTable table, long[] scalar, int at) {
    table.recode(scalar, at, digits);
    touched = table.touch(digits);
    int to = size * MAX_POINTS + counts[size];
    for (int window = 0; window < table.windows(); window++) {
      if (digits[window] != 0) {
        table.copy(window, digits[window], points, to * AFFINE);
        to++;
      }
    }
    counts[size] = to - size * MAX_POINTS;
  }

  /** Adds up what was taken. */
  void sum() {
    int most = 0;
    for (int i = 0; i < size; i++) {
      most = Math.max(most, counts[i]);
    }
    for (int step = 1; step < most; step *= 2) {
      for (int i = 0; i < size; i++) {
        for (int k = 0; k + step < counts[i]; k += 2 * step) {
          int left = (i * MAX_POINTS + k) * AFFINE;
          additions.note(left, left + step * AFFINE, left, i);
        }
      }
      additions.addAll(points, exceptional);
    }
  }

  /** Whether a sum met equal or opposite points on its way, or none, and so says nothing. */
  boolean isLost(int slot) {
    return exceptional[slot] || counts[slot] == 0;
  }

  /** Whether x of the sum, modulo n, is r. */
  boolean holds(int slot, ScalarBatch scalars, int index) {
    P256Field.fromMontgomery(m, 0, points, slot * MAX_POINTS * AFFINE);
    P256Order.reduceOnce(m, 0);
    return Limbs.areEqual(m, 0, scalars.limbs(), scalars.r(index));
  }
}
