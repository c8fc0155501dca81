package io.github.quotary.crypto.p256;

import static io.github.quotary.crypto.p256.P256Field.LIMBS;

/**
 * Multiples of one point, so that a multiple of it by any scalar is a sum of a few of them, without
 * doublings: for each window i of {@code width} bits the points d * 2^(width * i), d from 1 to
 * 2^(width-1). A scalar is written with digits between -2^(width-1) and 2^(width-1), and negation
 * costs nothing.
 *
 * <p>A point takes 64 bytes: x and y in Montgomery form, packed. Immutable and thread-safe.
 */
public final class WindowTable {
  private static final int WORDS = 8;

  private final int width;
  private final int windows;
  private final long[] words;

  private WindowTable(int width, long[] words) {
    this.width = width;
    this.windows = windows(width);
    this.words = words;
  }

  /** How many digits a scalar below 2^256 has, its last carry included. */
  public static int windows(int width) {
    return 256 / width + 1;
  }

  /** The bytes that a table takes. */
  public static long bytes(int width) {
    return (long) points(width) * WORDS * Long.BYTES;
  }

  private static int points(int width) {
    return (windows(width) - 1) * (1 << (width - 1)) + (1 << (256 % width));
  }

  public int windows() {
    return windows;
  }

  /**
   * Makes the table of a point.
   *
   * @param point x and y in Montgomery form; on the curve, not infinity
   * @param width bits of a window, 2 to 10
   */
  public static WindowTable of(long[] point, int width) {
    return new WindowTableBuilder(point, width, points(width)).build();
  }

  /** Packs affine points, in the order of the table. */
  static WindowTable pack(int width, long[] points) {
    int count = points(width);
    long[] words = new long[count * WORDS];
    for (int i = 0; i < 2 * count; i++) {
      P256Field.canonical(points, i * LIMBS);
      Limbs.toWords(points, i * LIMBS, words, i * WORDS / 2);
    }
    return new WindowTable(width, words);
  }

  /**
   * Writes a scalar in the digits of this table.
   *
   * @param scalar five carried limbs, below 2^256
   * @param digits at least {@link #windows()} long
   */
  public void recode(long[] scalar, int at, int[] digits) {
    int half = 1 << (width - 1);
    int carry = 0;
    for (int i = 0; i < windows; i++) {
      int bit = i * width;
      int limb = bit / 52;
      int shift = bit % 52;
      long bits = scalar[at + limb] >>> shift;
      if (shift + width > 52 && limb + 1 < LIMBS) {
        bits |= scalar[at + limb + 1] << (52 - shift);
      }
      int digit = (int) (bits & (2 * half - 1)) + carry;
      carry = digit > half ? 1 : 0;
      digits[i] = digit - carry * 2 * half;
    }
  }

  /**
   * Reads from the points of all digits, so that the processor fetches them at the same time and
   * not one after the other, each when it is added: tables are larger than caches.
   *
   * @return a meaningless number that depends on all that was read
   */
  public long touch(int[] digits) {
    long any = 0;
    for (int window = 0; window < windows; window++) {
      int digit = digits[window];
      if (digit != 0) {
        int from = ((window << (width - 1)) + Math.abs(digit) - 1) * WORDS;
        // The first and the last word: a point may lie across two lines of the cache.
        any += words[from] ^ words[from + WORDS - 1];
      }
    }
    return any;
  }

  /** Copies the point of a digit that is not 0, or its opposite for a negative one; ten limbs. */
  public void copy(int window, int digit, long[] to, int at) {
    int magnitude = Math.abs(digit);
    int from = ((window << (width - 1)) + magnitude - 1) * WORDS;
    long[] w = words;
    Limbs.fromWords(w[from], w[from + 1], w[from + 2], w[from + 3], to, at);
    Limbs.fromWords(w[from + 4], w[from + 5], w[from + 6], w[from + 7], to, at + LIMBS);
    if (digit < 0) {
      P256Field.negate(to, at + LIMBS, to, at + LIMBS);
    }
  }
}
