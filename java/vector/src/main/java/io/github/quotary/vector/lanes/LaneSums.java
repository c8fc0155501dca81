package io.github.quotary.vector.lanes;

import static io.github.quotary.vector.lanes.LaneAdditions.POINT;
import static io.github.quotary.vector.lanes.LaneField.ELEMENT;
import static io.github.quotary.vector.lanes.LaneField.LANES;

import io.github.quotary.crypto.p256.Limbs;
import io.github.quotary.crypto.p256.P256Curve;
import io.github.quotary.crypto.p256.P256Field;
import io.github.quotary.crypto.p256.P256Order;
import io.github.quotary.crypto.p256.PointTable;
import io.github.quotary.crypto.p256.ScalarBatch;
import io.github.quotary.crypto.p256.TableTerms;

/**
 * The points u1 * G + u2 * Q of many signatures, eight in a group. All additions of one round, over
 * all groups, share one inversion. Not thread-safe.
 *
 * <p>In each place of a {@link Kind} the points are added in pairs, then the sums in pairs, and so
 * on. Then, group by group, places are added up with a doubling between two, and so are the
 * multiples of new keys. Last, all results are made affine.
 */
final class LaneSums {
  /** More groups would save little more of the inversions and spread over more memory. */
  static final int CAPACITY = 8;

  private static final int STRIDE = Kind.MAX_POINTS * POINT;

  private final Kind[] kinds = new Kind[CAPACITY];
  private final long[] points = new long[CAPACITY * STRIDE];

  /** The words and signs of a group's points, as they come from the tables. */
  private final long[] words = new long[Kind.MAX_POINTS * PointTable.WORDS * LANES];

  private final long[] signs = new long[Kind.MAX_POINTS * LANES];
  private final LaneAdditions additions = new LaneAdditions(CAPACITY * Kind.MAX_POINTS / 2);

  /** Of each group the lanes that have met equal or opposite points. */
  private final int[] exceptional = new int[CAPACITY];

  /** Scalars of new keys, by group. */
  private final KeyMultiples[] multiples = new KeyMultiples[CAPACITY];

  private final LanePoint sum = new LanePoint();
  private final TableTerms terms = new TableTerms();
  private final LaneQuotients quotients = new LaneQuotients(CAPACITY);
  private final long[] limbs = new long[2 * P256Field.LIMBS];
  private int size;

  /** Means nothing; it keeps the compiler from leaving out the reads. */
  long touched;

  LaneSums() {
    for (int i = 0; i < CAPACITY; i++) {
      multiples[i] = new KeyMultiples();
    }
  }

  /** Starts the next group; eight calls of {@link #set} or {@link #setNew} must follow. */
  void start(Kind kind) {
    kinds[size] = kind;
    exceptional[size] = 0;
  }

  /** Takes the signature of a lane whose key has a table. */
  void set(int lane, ScalarBatch scalars, int index, PointTable table) {
    Kind kind = kinds[size];
    table.recode(scalars.limbs(), scalars.u2(index), terms);
    touched = table.touch(terms);
    int term = 0;
    for (int place = kind.places - 1; place >= 0; place--) {
      int to = kind.end(place) - kind.pointsOfKey;
      for (int i = 0; i < kind.pointsOfKey; i++) {
        setPoint(lane, table, term++, to + i);
      }
    }
    setGenerator(lane, scalars, index);
  }

  /** Takes the signature of a lane whose key is new. */
  void setNew(int lane, ScalarBatch scalars, int index, byte[] xy, int at) {
    P256Curve.load(xy, at, limbs, 0);
    LaneField.setLane(points, size * STRIDE, lane, limbs, 0);
    LaneField.setLane(points, size * STRIDE + ELEMENT, lane, limbs, P256Field.LIMBS);
    multiples[size].recode(scalars.limbs(), scalars.u2(index), lane);
    setGenerator(lane, scalars, index);
  }

  private void setGenerator(int lane, ScalarBatch scalars, int index) {
    OddTable table = GeneratorTable.TABLE;
    table.recode(scalars.limbs(), scalars.u1(index), terms);
    touched += table.touch(terms);
    int to = kinds[size].start;
    for (int i = 0; i < GeneratorTable.TERMS; i++) {
      setPoint(lane, table, i, to + i);
    }
  }

  private void setPoint(int lane, PointTable table, int term, int number) {
    table.copyWords(terms, term, words, number * PointTable.WORDS * LANES + lane, LANES);
    signs[number * LANES + lane] = terms.isNegative(term) ? -1 : 0;
  }

  /** Ends the group whose lanes have been set. */
  void end() {
    Kind kind = kinds[size];
    int base = size * STRIDE;
    if (kind == Kind.NEW) {
      LaneField.reduce(points, base);
      LaneField.reduce(points, base + ELEMENT);
    }
    int end = kind.end(kind.places - 1);
    for (int i = kind.start; i < end; i++) {
      int from = i * PointTable.WORDS * LANES;
      int to = base + i * POINT;
      LaneField.unpack(points, to, words, from, ZEROS, 0);
      LaneField.unpack(points, to + ELEMENT, words, from + 4 * LANES, signs, i * LANES);
    }
    size++;
  }

  private static final long[] ZEROS = new long[LANES];

  int size() {
    return size;
  }

  boolean isFull() {
    return size == CAPACITY;
  }

  void clear() {
    size = 0;
  }

  /** Adds up what was taken. */
  void sum() {
    boolean isMore = true;
    for (int round = 0; isMore; round++) {
      isMore = false;
      for (int group = 0; group < size; group++) {
        if (kinds[group] == Kind.NEW) {
          isMore |= KeyMultiples.note(additions, round, group * STRIDE, group);
        }
        isMore |= notePairs(group, 1 << round);
      }
      additions.addAll(points, exceptional);
    }
    quotients.clear();
    for (int group = 0; group < size; group++) {
      if (kinds[group] != Kind.LARGE) {
        sumPlaces(group);
      }
    }
    quotients.divide(points, exceptional);
  }

  /** Notes the additions of points that stand a step apart; returns whether more remain. */
  private boolean notePairs(int group, int step) {
    Kind kind = kinds[group];
    boolean isMore = false;
    for (int place = 0; place < kind.places; place++) {
      int end = kind.end(place);
      for (int k = kind.start(place); k + step < end; k += 2 * step) {
        int at = group * STRIDE + k * POINT;
        additions.note(at, at + step * POINT, at, group);
      }
      isMore |= kind.start(place) + 2 * step < end;
    }
    return isMore;
  }

  /** What is left of a group after the additions; x comes to stand where the lowest place was. */
  private void sumPlaces(int group) {
    Kind kind = kinds[group];
    int base = group * STRIDE;
    int lowest = base + kind.start * POINT;
    if (kind == Kind.NEW) {
      multiples[group].sum(sum, points, base);
      sum.add(points, lowest);
    } else {
      sum.setAffine(points, base + kind.start(kind.places - 1) * POINT);
      for (int place = kind.places - 2; place >= 0; place--) {
        sum.twice();
        sum.add(points, base + kind.start(place) * POINT);
      }
    }
    quotients.note(sum, lowest, group);
  }

  /** Whether a lane has met equal or opposite points on its way, so that its sum says nothing. */
  boolean isExceptional(int group, int lane) {
    return (exceptional[group] >> lane & 1) != 0;
  }

  /** Whether x of the sum, modulo n, is r. */
  boolean holds(int group, int lane, ScalarBatch scalars, int index) {
    LaneField.getLane(points, group * STRIDE + kinds[group].start * POINT, lane, limbs, 0);
    P256Field.fromMontgomery(limbs, 0, limbs, 0);
    P256Order.reduceOnce(limbs, 0);
    return Limbs.areEqual(limbs, 0, scalars.limbs(), scalars.r(index));
  }
}
