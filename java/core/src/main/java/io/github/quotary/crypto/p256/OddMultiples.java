package io.github.quotary.crypto.p256;

import static io.github.quotary.crypto.p256.JacobianPoint.AFFINE;

/**
 * The multiples by 1, 3 and so on to 15 of the point of a key that has no table: what the digits of
 * a {@link Wnaf} of width 5 stand for. They are affine, made in four rounds of additions, each with
 * one inversion, which many keys and other sums may share.
 *
 * <p>In a {@code long[]} stand the eight multiples, the point itself first, and behind them its
 * multiples by 2, 4 and 8.
 */
public final class OddMultiples {
  /** The width of digits. */
  public static final int WIDTH = 5;

  /** How many points there are, those by 2, 4 and 8 included. */
  public static final int POINTS = 11;

  /** How many rounds of additions make them. */
  public static final int ROUNDS = 4;

  private OddMultiples() {}

  /**
   * Notes the additions of a round. None is exceptional, since the order of the point is a prime of
   * 256 bits.
   *
   * @param round 0 to 3; the point itself is there before the first
   * @param at where it stands
   * @param owner for {@link AffineAdditions#note}
   */
  public static void note(AffineAdditions additions, int round, int at, int owner) {
    int power = 1 << round;
    for (int odd = 1; odd < power; odd += 2) {
      additions.note(at + offset(power), at + offset(odd), at + offset(power + odd), owner);
    }
    if (round < ROUNDS - 1) {
      additions.note(at + offset(power), at + offset(power), at + offset(2 * power), owner);
    }
  }

  /** Where a multiple stands, in limbs from the first. */
  static int offset(int multiple) {
    if (multiple % 2 != 0) {
      return (multiple >> 1) * AFFINE;
    }
    return (8 + Integer.numberOfTrailingZeros(multiple) - 1) * AFFINE;
  }

  /** Copies the multiple of a digit, or its opposite for a negative one; ten limbs. */
  public static void copy(long[] points, int at, int digit, long[] to, int too) {
    int from = at + offset(Math.abs(digit));
    P256Field.copy(to, too, points, from);
    if (digit < 0) {
      P256Field.negate(to, too + P256Field.LIMBS, points, from + P256Field.LIMBS);
    } else {
      P256Field.copy(to, too + P256Field.LIMBS, points, from + P256Field.LIMBS);
    }
  }
}
