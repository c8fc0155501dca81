package io.github.quotary.crypto.p256;

import java.util.Arrays;

/**
 * A scalar as signed odd digits, at most one in as many bits as the width says (non-adjacent form).
 * On average one of width + 1 places is not zero. Not thread-safe.
 */
public final class Wnaf {
  private static final int BITS = 256;

  private final int width;

  private final byte[] digits = new byte[BITS + 1];
  private final long[] words = new long[5];
  private int length;

  /**
   * Working memory for digits of a width.
   *
   * @param width bits, 2 to 7; digits are below 2^(width - 1)
   */
  public Wnaf(int width) {
    this.width = width;
  }

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
      int digit = (window & ((1 << width) - 1)) + carry;
      carry = digit >> (width - 1);
      digits[bit] = (byte) (digit - (carry << width));
      length = bit + 1;
      bit += width;
    }
  }

  /** The bits of the scalar from {@code bit} on, as many as a digit has, at least. */
  private int window(int bit) {
    int word = bit >>> 6;
    int shift = bit & 63;
    long bits = words[word] >>> shift;
    if (shift > 64 - width) {
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
