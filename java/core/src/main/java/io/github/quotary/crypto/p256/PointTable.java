package io.github.quotary.crypto.p256;

import static io.github.quotary.crypto.p256.P256Field.LIMBS;

/**
 * Multiples of one point, from which its multiple by any scalar is added up. The table writes the
 * scalar as terms, each of which is one of its points or the opposite of one. Terms stand in
 * places: the sum over all places of 2^place times the sum of that place's terms is the multiple.
 * So a table of one place needs no doublings, and one of k places needs k - 1.
 *
 * <p>A point takes 64 bytes: x and y in Montgomery form, packed. Immutable and thread-safe.
 */
public abstract class PointTable {
  /** Words of a point. */
  public static final int WORDS = 8;

  /** The bytes of a point. */
  public static final int POINT_BYTES = WORDS * Long.BYTES;

  private final long[] words;

  /** Packs affine points, ten limbs each, whose limbs it carries. */
  protected PointTable(long[] points) {
    int count = points.length / JacobianPoint.AFFINE;
    words = new long[count * WORDS];
    for (int i = 0; i < 2 * count; i++) {
      P256Field.canonical(points, i * LIMBS);
      Limbs.toWords(points, i * LIMBS, words, i * WORDS / 2);
    }
  }

  /** How many places there are: one more than doublings. */
  public abstract int places();

  /**
   * Writes a scalar as terms of this table.
   *
   * @param scalar five carried limbs, below the order of the curve
   */
  public abstract void recode(long[] scalar, int at, TableTerms terms);

  /**
   * Reads from the points of all terms, so that the processor fetches them at the same time and not
   * one after the other, each when it is added: tables are larger than caches.
   *
   * @return a meaningless number that depends on all that was read
   */
  public final long touch(TableTerms terms) {
    long any = 0;
    for (int i = 0; i < terms.count(); i++) {
      int from = terms.number(i) * WORDS;
      // The first and the last word: a point may lie across two lines of the cache.
      any += words[from] ^ words[from + WORDS - 1];
    }
    return any;
  }

  /**
   * Copies the eight words of a term's point, whatever the term's sign: x and y in Montgomery form,
   * each below p, least significant word first.
   *
   * @param stride from one word to the next
   */
  public final void copyWords(TableTerms terms, int index, long[] to, int at, int stride) {
    int from = terms.number(index) * WORDS;
    for (int i = 0; i < WORDS; i++) {
      to[at + i * stride] = words[from + i];
    }
  }

  /** Copies the point of a term; ten limbs. */
  public final void copy(TableTerms terms, int index, long[] to, int at) {
    int from = terms.number(index) * WORDS;
    long[] w = words;
    Limbs.fromWords(w[from], w[from + 1], w[from + 2], w[from + 3], to, at);
    Limbs.fromWords(w[from + 4], w[from + 5], w[from + 6], w[from + 7], to, at + LIMBS);
    if (terms.isNegative(index)) {
      P256Field.negate(to, at + LIMBS, to, at + LIMBS);
    }
  }
}
