package io.github.quotary.crypto.p256;

import java.util.Arrays;

/**
 * A scalar as signed odd digits, at most one in any five bits (width-5 non-adjacent form): for
 * points that have no {@link WindowTable}. On average every sixth of its places is not zero. Not
 * thread-safe.
 */
public final class Wnaf {
  /** The largest digit; all are odd. */
  public static final int MAX_DIGIT = 15;

  private static final int WIDTH = 5;
  private static final int BITS = 256;

  private final byte[] digits = new byte[BITS + 1];
  private final long[] words = new long[5];
  private int length;

  /** Takes a scalar of five carried limbs, below 2^256. */
  public void set(long[] scalar, int at) {
    Limbs.toWords(scalar, at, words, 0);
    Arrays.fill(digits, (byte) 0);
    length = 0;
    int carry = 0;
    int bit = 0;
    while (bit <= BITS) {
      int window = window(bit);
      if ((window & 1) == carry) {
        bit++;
        continue;
      }
      int digit = (window & ((1 << WIDTH) - 1)) + carry;
      carry = digit > MAX_DIGIT ? 1 : 0;
      digits[bit] = (byte) (digit - (carry << WIDTH));
      length = bit + 1;
      bit += WIDTH;
    }
  }

  /** The bits of the scalar from {@code bit} on, at least five of them. */
  private int window(int bit) {
    int word = bit >>> 6;
    int shift = bit & 63;
    long bits = words[word] >>> shift;
    if (shift > 64 - WIDTH) {
      bits |= words[word + 1] << (64 - shift);
    }
    return (int) bits;
  }

  /** One more than the highest place that is not zero; 0 for the scalar 0. */
  public int length() {
    return length;
  }

  public int digit(int place) {
    return digits[place];
  }
}
