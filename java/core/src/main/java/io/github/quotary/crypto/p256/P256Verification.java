package io.github.quotary.crypto.p256;

import static io.github.quotary.crypto.p256.JacobianPoint.AFFINE;
import static io.github.quotary.crypto.p256.P256Field.LIMBS;

import org.jspecify.annotations.Nullable;

/**
 * The equation of one signature: is the x of u1 * G + u2 * Q, modulo n, equal to r? Working memory
 * included, so that nothing is allocated. Not thread-safe.
 */
public final class P256Verification {
  private final JacobianPoint sum = new JacobianPoint();
  private final Wnaf wnaf = new Wnaf(OddMultiples.WIDTH);
  private final TableTerms terms = new TableTerms();
  private final long[] multiples = new long[OddMultiples.POINTS * AFFINE];
  private final AffineAdditions additions = new AffineAdditions(OddMultiples.POINTS);
  private final boolean[] exceptional = new boolean[1];
  private final long[] point = new long[AFFINE];

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
  public boolean holds(ScalarBatch scalars, int index, long[] q, @Nullable PointTable table) {
    sum.setInfinity();
    if (table == null) {
      makeMultiples(q);
      addMultiple(multiples, 0, scalars.limbs(), scalars.u2(index));
    } else {
      addMultiple(table, scalars.limbs(), scalars.u2(index));
    }
    addMultiple(Generator.TABLE, scalars.limbs(), scalars.u1(index));
    return sum.isLost() ? holdsCompletely(scalars, index, q) : hasX(scalars, index);
  }

  /**
   * The same for a new key of which others have made the multiples and u1 * G.
   *
   * @param points where both are
   * @param multiplesAt of the key, as {@link OddMultiples} makes them
   * @param generatorAt of u1 * G; -1 for infinity
   */
  public boolean holds(
      ScalarBatch scalars, int index, long[] points, int multiplesAt, int generatorAt) {
    sum.setInfinity();
    addMultiple(points, multiplesAt, scalars.limbs(), scalars.u2(index));
    if (generatorAt >= 0) {
      sum.add(points, generatorAt);
    }
    return sum.isLost()
        ? holdsCompletely(scalars, index, points, multiplesAt)
        : hasX(scalars, index);
  }

  /** The same, slower, and for every case: equal points, opposite ones, infinity. */
  public boolean holdsCompletely(ScalarBatch scalars, int index, long[] q) {
    return holdsCompletely(scalars, index, q, 0);
  }

  private boolean holdsCompletely(ScalarBatch scalars, int index, long[] q, int at) {
    sum.setInfinity();
    for (int bit = 255; bit >= 0; bit--) {
      sum.twice();
      if (isSet(scalars.limbs(), scalars.u1(index), bit)) {
        sum.addComplete(P256Curve.GENERATOR, 0);
      }
      if (isSet(scalars.limbs(), scalars.u2(index), bit)) {
        sum.addComplete(q, at);
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

  /** Adds a multiple of a point whose odd multiples are given, to infinity, by doublings. */
  private void addMultiple(long[] odd, int oddAt, long[] scalar, int at) {
    wnaf.set(scalar, at);
    for (int place = wnaf.length() - 1; place >= 0; place--) {
      sum.twice();
      int digit = wnaf.digit(place);
      if (digit != 0) {
        OddMultiples.copy(odd, oddAt, digit, point, 0);
        sum.add(point, 0);
      }
    }
  }

  private void makeMultiples(long[] q) {
    System.arraycopy(q, 0, multiples, 0, AFFINE);
    for (int round = 0; round < OddMultiples.ROUNDS; round++) {
      OddMultiples.note(additions, round, 0, 0);
      additions.addAll(multiples, exceptional);
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
