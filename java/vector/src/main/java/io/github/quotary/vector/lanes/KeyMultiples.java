package io.github.quotary.vector.lanes;

import static io.github.quotary.vector.lanes.LaneAdditions.POINT;
import static io.github.quotary.vector.lanes.LaneField.ELEMENT;
import static io.github.quotary.vector.lanes.LaneField.LANES;

/**
 * The multiples by 1, 3 and so on to 31 of eight new keys, and the sum of those that the digits of
 * eight scalars stand for, by doublings. Not thread-safe.
 */
final class KeyMultiples {
  private static final int WIDTH = 5;

  /** The odd multiples, and behind them those by 2, 4, 8 and 16. */
  static final int POINTS = (1 << (WIDTH - 1)) + WIDTH - 1;

  private static final int WINDOWS = 52;

  /** For each window and lane, where the multiple stands, and -1 for its opposite or 0. */
  private final int[] froms = new int[WINDOWS * LANES];

  private final long[] signs = new long[WINDOWS * LANES];
  private final long[] odd = new long[5];

  /** The points of this and of the next window: what was just written is slow to read. */
  private final long[] selected = new long[2 * POINT];

  /**
   * Notes the additions of a round, from 0 to {@link #WIDTH} - 1, of a group whose keys stand
   * first. None is exceptional, since the order of the point is a prime of 256 bits.
   *
   * @return whether there are more rounds
   */
  static boolean note(LaneAdditions additions, int round, int at, int owner) {
    if (round >= WIDTH) {
      return false;
    }
    int power = 1 << round;
    for (int multiple = 1; multiple < power; multiple += 2) {
      additions.note(
          at + offset(power), at + offset(multiple), at + offset(power + multiple), owner);
    }
    if (round < WIDTH - 1) {
      additions.note(at + offset(power), at + offset(power), at + offset(2 * power), owner);
    }
    return round < WIDTH - 1;
  }

  private static int offset(int multiple) {
    if (multiple % 2 != 0) {
      return (multiple >> 1) * POINT;
    }
    return ((1 << (WIDTH - 1)) - 1 + Integer.numberOfTrailingZeros(multiple)) * POINT;
  }

  /** Takes the scalar of a lane. */
  void recode(long[] scalar, int at, int lane) {
    boolean opposite = OddDigits.makeOdd(odd, scalar, at);
    for (int window = 0; window < WINDOWS; window++) {
      int bits = OddDigits.bits(odd, window, WIDTH);
      froms[window * LANES + lane] = OddDigits.number(bits, WIDTH) * POINT + lane;
      signs[window * LANES + lane] = OddDigits.isNegative(bits, WIDTH) != opposite ? -1 : 0;
    }
  }

  /** Sums up the multiples, those of the group whose points start at {@code at}. */
  void sum(LanePoint sum, long[] points, int at) {
    select(WINDOWS - 1, points, at);
    select(WINDOWS - 2, points, at);
    sum.setAffine(selected, selectedAt(WINDOWS - 1));
    for (int window = WINDOWS - 2; window >= 0; window--) {
      if (window > 0) {
        select(window - 1, points, at);
      }
      for (int i = 0; i < WIDTH; i++) {
        sum.twice();
      }
      sum.add(selected, selectedAt(window));
    }
  }

  private static int selectedAt(int window) {
    return (window & 1) * POINT;
  }

  private void select(int window, long[] points, int at) {
    for (int lane = 0; lane < LANES; lane++) {
      int from = at + froms[window * LANES + lane];
      int to = selectedAt(window) + lane;
      long sign = signs[window * LANES + lane];
      for (int i = 0; i < ELEMENT; i += LANES) {
        selected[to + i] = points[from + i];
        selected[to + ELEMENT + i] = (points[from + ELEMENT + i] ^ sign) - sign;
      }
    }
  }
}
