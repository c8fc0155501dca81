package io.github.quotary.crypto.p256;

import static io.github.quotary.crypto.p256.P256Field.LIMBS;

/**
 * The terms in which a {@link PointTable} writes a scalar, those of the highest place first. Not
 * thread-safe.
 */
public final class TableTerms {
  /** No table has more places. */
  public static final int MAX_PLACES = SpacedTable.SPACING;

  /** No table writes a scalar in more terms, down to windows of four bits. */
  public static final int MAX_TERMS = 65;

  /** Twice the number of a point, plus one for its opposite. */
  private final int[] terms = new int[MAX_TERMS];

  private final int[] ends = new int[MAX_PLACES];
  private int count;
  private int places;

  /** Working memory of the tables. */
  final Wnaf wnaf = new Wnaf(SpacedTable.WIDTH);

  /** Working memory of the tables: a scalar of five limbs. */
  public final long[] scalar = new long[LIMBS];

  /** Takes all terms away. */
  public void clear() {
    count = 0;
    places = 0;
  }

  /**
   * Adds a term.
   *
   * @param number of a point of the table
   * @param negative for the opposite of that point
   */
  public void add(int number, boolean negative) {
    terms[count++] = 2 * number + (negative ? 1 : 0);
  }

  /** Ends a place; the terms that follow belong to the next lower one. */
  public void endPlace() {
    ends[places++] = count;
  }

  /** How many places there are. */
  public int places() {
    return places;
  }

  /** How many terms there are in all. */
  public int count() {
    return count;
  }

  /** The index behind the last term of a place, where {@code 0} is the highest place. */
  public int end(int fromHighest) {
    return ends[fromHighest];
  }

  /** The number of a term's point. */
  public int number(int index) {
    return terms[index] >> 1;
  }

  /** Whether a term is the opposite of its point. */
  public boolean isNegative(int index) {
    return (terms[index] & 1) != 0;
  }
}
