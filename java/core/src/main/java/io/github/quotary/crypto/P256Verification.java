package io.github.quotary.crypto;

import static io.github.quotary.crypto.p256.JacobianPoint.JACOBIAN;
import static io.github.quotary.crypto.p256.P256Field.LIMBS;

import io.github.quotary.crypto.p256.Generator;
import io.github.quotary.crypto.p256.JacobianPoint;
import io.github.quotary.crypto.p256.P256Curve;
import io.github.quotary.crypto.p256.P256Field;
import io.github.quotary.crypto.p256.P256Order;
import io.github.quotary.crypto.p256.PointTable;
import io.github.quotary.crypto.p256.ScalarBatch;
import io.github.quotary.crypto.p256.TableTerms;
import io.github.quotary.crypto.p256.Wnaf;
import org.jspecify.annotations.Nullable;

/**
 * The equation of one signature: is the x of u1 * G + u2 * Q, modulo n, equal to r? Working memory
 * included, so that nothing is allocated. Not thread-safe.
 */
final class P256Verification {
  /** Bits of a digit, for a key without a table. */
  private static final int WIDTH = 5;

  /** Odd multiples of Q, up to the largest digit. */
  private static final int MULTIPLES = 1 << (WIDTH - 2);

  private final JacobianPoint sum = new JacobianPoint();
  private final Wnaf wnaf = new Wnaf(WIDTH);
  private final TableTerms terms = new TableTerms();
  private final long[] multiples = new long[(MULTIPLES + 1) * JACOBIAN];
  private final long[] point = new long[JacobianPoint.AFFINE];

  /** Means nothing; it keeps the compiler from leaving out the reads. */
  long touched;

  private final long[] m = new long[2 * LIMBS];

  /**
   * Whether the equation holds.
   *
   * @param scalars holds r, u1 and u2
   * @param index of the signature
   * @param q x and y of the public key in Montgomery form
   * @param table of the public key, if it has one
   */
  boolean holds(ScalarBatch scalars, int index, long[] q, @Nullable PointTable table) {
    sum.setInfinity();
    if (table == null) {
      addMultiple(q, scalars.limbs(), scalars.u2(index));
    } else {
      addMultiple(table, scalars.limbs(), scalars.u2(index));
    }
    addMultiple(Generator.TABLE, scalars.limbs(), scalars.u1(index));
    return sum.isLost() ? holdsCompletely(scalars, index, q) : hasX(scalars, index);
  }

  /** The same, slower, and for every case: equal points, opposite ones, infinity. */
  boolean holdsCompletely(ScalarBatch scalars, int index, long[] q) {
    sum.setInfinity();
    for (int bit = 255; bit >= 0; bit--) {
      sum.twice();
      if (isSet(scalars.limbs(), scalars.u1(index), bit)) {
        sum.addComplete(P256Curve.GENERATOR, 0);
      }
      if (isSet(scalars.limbs(), scalars.u2(index), bit)) {
        sum.addComplete(q, 0);
      }
    }
    return hasX(scalars, index);
  }

  private static boolean isSet(long[] scalar, int at, int bit) {
    return (scalar[at + bit / 52] >>> (bit % 52) & 1) != 0;
  }

  private void addMultiple(PointTable table, long[] scalar, int at) {
    table.recode(scalar, at, terms);
    touched = table.touch(terms);
    int term = 0;
    for (int place = 0; place < terms.places(); place++) {
      if (term > 0) {
        sum.twice();
      }
      while (term < terms.end(place)) {
        table.copy(terms, term++, point, 0);
        sum.add(point, 0);
      }
    }
  }

  /** Sets the sum to a multiple of q, by doublings. */
  private void addMultiple(long[] q, long[] scalar, int at) {
    wnaf.set(scalar, at);
    if (wnaf.length() == 0) {
      return;
    }
    makeMultiples(q);
    sum.setJacobian(multiples, 0, false);
    int place = wnaf.length() - 1;
    setMultiple(wnaf.digit(place));
    for (place--; place >= 0; place--) {
      sum.twice();
      int digit = wnaf.digit(place);
      if (digit != 0) {
        sum.addJacobian(multiples, (Math.abs(digit) >> 1) * JACOBIAN, digit < 0);
      }
    }
  }

  private void setMultiple(int digit) {
    sum.setJacobian(multiples, (Math.abs(digit) >> 1) * JACOBIAN, digit < 0);
  }

  /** q, 3 q, 5 q and so on, and behind them 2 q. */
  private void makeMultiples(long[] q) {
    int two = MULTIPLES * JACOBIAN;
    sum.setAffine(q, 0);
    sum.store(multiples, 0);
    sum.twice();
    sum.store(multiples, two);
    sum.add(q, 0);
    sum.store(multiples, JACOBIAN);
    for (int i = 2; i < MULTIPLES; i++) {
      sum.addJacobian(multiples, two, false);
      sum.store(multiples, i * JACOBIAN);
    }
  }

  private boolean hasX(ScalarBatch scalars, int index) {
    P256Field.copy(m, 0, scalars.limbs(), scalars.r(index));
    P256Field.toMontgomery(m, 0);
    return sum.hasX(m, 0) || hasXPlusOrder(scalars, index);
  }

  /** x lies below p and r below n, which is less than p by about 2^128: x may also be r + n. */
  private boolean hasXPlusOrder(ScalarBatch scalars, int index) {
    P256Order.plusOrder(m, 0, scalars.limbs(), scalars.r(index));
    if (!P256Field.isBelowP(m, 0)) {
      return false;
    }
    P256Field.toMontgomery(m, 0);
    return sum.hasX(m, 0);
  }
}
