package io.github.quotary.vector.lanes;

import io.github.quotary.crypto.p256.P256Field;
import io.github.quotary.crypto.p256.P256Order;

/**
 * Scalars as odd digits, so that every lane has as many terms as the others, and none is zero.
 *
 * <p>With w bits a window and n windows, an odd k is the sum of (2 b + 1 - 2^w) 2^(w i), where b is
 * window i of k / 2 + 2^(w n - 1). An even scalar is replaced by its opposite modulo the order of
 * the curve, which is odd. Of b the top bit is the sign, and the others, or their complement if it
 * is 0, are the number of the odd multiple: 0 for 1, 1 for 3 and so on.
 */
final class OddDigits {
  private OddDigits() {}

  static int windows(int width) {
    return (256 + width - 1) / width;
  }

  /**
   * Makes a scalar odd.
   *
   * @param scalar five carried limbs, below the order of the curve
   * @return whether it is the opposite of what was given
   */
  static boolean makeOdd(long[] to, long[] scalar, int at) {
    if ((scalar[at] & 1) == 0) {
      P256Order.negate(to, 0, scalar, at);
      return true;
    }
    System.arraycopy(scalar, at, to, 0, P256Field.LIMBS);
    return false;
  }

  /** The bits b of a window of an odd scalar. */
  static int bits(long[] odd, int window, int width) {
    int bit = window * width + 1;
    int limb = bit / 52;
    int shift = bit % 52;
    long bits = odd[limb] >>> shift;
    if (shift + width > 52 && limb + 1 < P256Field.LIMBS) {
      bits |= odd[limb + 1] << (52 - shift);
    }
    int half = 1 << (width - 1);
    int low = (int) bits & (2 * half - 1);
    return window == windows(width) - 1 ? low | half : low;
  }

  static boolean isNegative(int bits, int width) {
    return bits >> (width - 1) == 0;
  }

  /** The number of the odd multiple. */
  static int number(int bits, int width) {
    int half = 1 << (width - 1);
    return (isNegative(bits, width) ? ~bits : bits) & (half - 1);
  }
}
