package io.github.quotary.crypto;

import static io.github.quotary.crypto.p256.JacobianPoint.AFFINE;
import static io.github.quotary.crypto.p256.P256Field.LIMBS;

import io.github.quotary.crypto.p256.AffineAdditions;
import io.github.quotary.crypto.p256.Generator;
import io.github.quotary.crypto.p256.Limbs;
import io.github.quotary.crypto.p256.OddMultiples;
import io.github.quotary.crypto.p256.P256Curve;
import io.github.quotary.crypto.p256.P256Field;
import io.github.quotary.crypto.p256.P256Order;
import io.github.quotary.crypto.p256.PointTable;
import io.github.quotary.crypto.p256.ScalarBatch;
import io.github.quotary.crypto.p256.TableTerms;
import io.github.quotary.crypto.p256.WindowTable;
import org.jspecify.annotations.Nullable;

/**
 * The equations of many signatures. All additions of one round, over all signatures, share one
 * inversion.
 *
 * <p>If the key has a {@link PointTable}, the points that make up u1 * G + u2 * Q are copied from
 * the tables, those of a place side by side. In each place they are added in pairs, then the sums
 * in pairs, and so on. Then the places are added up from the highest one down, with a doubling
 * between two.
 *
 * <p>Of a new key the {@link OddMultiples} are made in the same rounds, and u1 * G is added up;
 * what remains is for {@link P256Verification}. Not thread-safe.
 */
final class TableSums {
  /** More signatures would save little more of the inversions and spread over more memory. */
  static final int CAPACITY = 64;

  /** Below this, a signature by itself is faster: by new keys, all of one place, all of more. */
  private static final int WORTHWHILE_NEW = 2;

  private static final int WORTHWHILE = 3;
  private static final int WORTHWHILE_WITH_PLACES = 6;

  private static final int PLACES = TableTerms.MAX_PLACES;

  private static final int MAX_POINTS = TableTerms.MAX_TERMS + WindowTable.windows(Generator.WIDTH);

  private final long[] points = new long[CAPACITY * MAX_POINTS * AFFINE];

  /** For each signature and place, from the lowest, the first point and the one behind the last. */
  private final int[] starts = new int[CAPACITY * PLACES];

  private final int[] ends = new int[CAPACITY * PLACES];

  /** Places of each signature, and where in {@link #points} its sum is; -1 for none yet. */
  private final int[] places = new int[CAPACITY];

  private final int[] sums = new int[CAPACITY];

  /** Whether the key is new, so that its multiples come first. */
  private final boolean[] isNew = new boolean[CAPACITY];

  private final boolean[] exceptional = new boolean[CAPACITY];
  private final AffineAdditions additions = new AffineAdditions(CAPACITY * MAX_POINTS / 2);
  private final TableTerms terms = new TableTerms();
  private final long[] m = new long[LIMBS];
  private int size;

  /** Means nothing; it keeps the compiler from leaving out the reads. */
  long touched;

  /**
   * Whether a signature should be summed with others.
   *
   * @param table of its key, if it has one
   * @param fresh how many are by new keys
   * @param windowed how many have a table of one place
   * @param spaced how many have a table of more
   */
  static boolean isWorthwhile(@Nullable PointTable table, int fresh, int windowed, int spaced) {
    if (spaced >= WORTHWHILE_WITH_PLACES) {
      return true;
    }
    boolean isSpaced = table != null && table.places() > 1;
    return !isSpaced && (fresh >= WORTHWHILE_NEW || fresh + windowed >= WORTHWHILE);
  }

  void clear() {
    size = 0;
  }

  /** Takes a signature whose key has a table. */
  void add(ScalarBatch scalars, int index, PointTable table) {
    table.recode(scalars.limbs(), scalars.u2(index), terms);
    touched = table.touch(terms);
    places[size] = terms.places();
    int to = size * MAX_POINTS;
    int term = 0;
    for (int place = 0; place < terms.places(); place++) {
      int segment = size * PLACES + terms.places() - 1 - place;
      starts[segment] = to;
      while (term < terms.end(place)) {
        table.copy(terms, term++, points, to++ * AFFINE);
      }
      ends[segment] = to;
    }
    isNew[size] = false;
    addGenerator(scalars, index, to);
  }

  /** Takes a signature by a new key. */
  void addNew(ScalarBatch scalars, int index, P256PublicKey key) {
    int at = size * MAX_POINTS;
    P256Curve.load(key.raw(), 0, points, at * AFFINE);
    places[size] = 1;
    starts[size * PLACES] = at + OddMultiples.POINTS;
    isNew[size] = true;
    addGenerator(scalars, index, at + OddMultiples.POINTS);
  }

  /** The generator's points follow those of the lowest place. */
  private void addGenerator(ScalarBatch scalars, int index, int at) {
    int to = at;
    Generator.TABLE.recode(scalars.limbs(), scalars.u1(index), terms);
    touched += Generator.TABLE.touch(terms);
    for (int i = 0; i < terms.count(); i++) {
      Generator.TABLE.copy(terms, i, points, to++ * AFFINE);
    }
    ends[size * PLACES] = to;
    exceptional[size] = false;
    sums[size] = -1;
    size++;
  }

  /** Adds up what was taken. */
  void sum() {
    int mostPlaces = 0;
    for (int slot = 0; slot < size; slot++) {
      mostPlaces = Math.max(mostPlaces, places[slot]);
    }
    sumPlaces();
    for (int place = mostPlaces - 1; place >= 0; place--) {
      twiceAll();
      addPlace(place);
    }
  }

  /** The sum of each place comes to stand at its start. */
  private void sumPlaces() {
    boolean isMore = true;
    for (int round = 0; isMore; round++) {
      isMore = false;
      for (int slot = 0; slot < size; slot++) {
        if (isNew[slot] && round < OddMultiples.ROUNDS) {
          OddMultiples.note(additions, round, multiples(slot), slot);
          isMore = true;
        }
        isMore |= notePairs(slot, 1 << round);
      }
      additions.addAll(points, exceptional);
    }
  }

  /** Notes the additions of points that stand a step apart; returns whether more remain. */
  private boolean notePairs(int slot, int step) {
    boolean isMore = false;
    for (int place = 0; place < places[slot]; place++) {
      int start = starts[slot * PLACES + place];
      int end = ends[slot * PLACES + place];
      for (int k = start; k + step < end; k += 2 * step) {
        additions.note(k * AFFINE, (k + step) * AFFINE, k * AFFINE, slot);
      }
      isMore |= start + 2 * step < end;
    }
    return isMore;
  }

  private void twiceAll() {
    for (int slot = 0; slot < size; slot++) {
      if (sums[slot] >= 0) {
        additions.note(sums[slot], sums[slot], sums[slot], slot);
      }
    }
    additions.addAll(points, exceptional);
  }

  private void addPlace(int place) {
    for (int slot = 0; slot < size; slot++) {
      int segment = slot * PLACES + place;
      if (place >= places[slot] || starts[segment] == ends[segment]) {
        continue;
      }
      int point = starts[segment] * AFFINE;
      if (sums[slot] < 0) {
        sums[slot] = point;
      } else {
        additions.note(sums[slot], point, sums[slot], slot);
      }
    }
    additions.addAll(points, exceptional);
  }

  /** Whether a sum met equal or opposite points on its way, and so says nothing. */
  boolean isLost(int slot) {
    return exceptional[slot];
  }

  boolean isNew(int slot) {
    return isNew[slot];
  }

  /** Where the sums and multiples are. */
  long[] points() {
    return points;
  }

  /** Where the sum of a slot is, or -1 if no point was added. */
  int sum(int slot) {
    return sums[slot];
  }

  /** Where the multiples of a slot's new key are. */
  int multiples(int slot) {
    return slot * MAX_POINTS * AFFINE;
  }

  /** Whether x of the sum, modulo n, is r. */
  boolean holds(int slot, ScalarBatch scalars, int index) {
    P256Field.fromMontgomery(m, 0, points, sums[slot]);
    P256Order.reduceOnce(m, 0);
    return Limbs.areEqual(m, 0, scalars.limbs(), scalars.r(index));
  }
}
