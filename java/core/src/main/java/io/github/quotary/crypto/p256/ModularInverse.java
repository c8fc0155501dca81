package io.github.quotary.crypto.p256;

import static io.github.quotary.crypto.p256.P256Field.LIMBS;

import java.util.Arrays;

/**
 * 1 / x modulo an odd number of 256 bits, by the division steps of Bernstein and Yang ("Fast
 * constant-time gcd computation and modular inversion", 2019), here in variable time: the values
 * are public.
 *
 * <p>From f = modulus and g = x, each step halves g, after adding f or swapping the two if g is
 * odd, until g is 0 and f is 1 or -1. Thirty steps at a time are done on the low bits alone and
 * leave a 2x2 matrix, which is then applied to f and g and, modulo the modulus, to d and e, where
 * always f = d * x and g = e * x. Numbers are nine signed limbs of 30 bits, so that every product
 * with an entry of the matrix, and their sum, fits a long.
 *
 * <p>Not thread-safe: it holds its working memory, so that nothing is allocated.
 */
final class ModularInverse {
  private static final int WORDS = 9;
  private static final int BITS = 30;
  private static final long MASK = (1L << BITS) - 1;

  private final long[] modulus = new long[WORDS];

  /** 1 / modulus modulo 2^30. */
  private final long inverseOfModulus;

  private final long[] f = new long[WORDS];
  private final long[] g = new long[WORDS];
  private final long[] d = new long[WORDS];
  private final long[] e = new long[WORDS];

  /** The matrix of thirty steps, times 2^30: f' = (u f + v g) / 2^30, g' = (q f + r g) / 2^30. */
  private long u;

  private long v;
  private long q;
  private long r;

  /** Minus the delta of the paper. */
  private long eta;

  /**
   * For a modulus in limbs of 52 bits.
   *
   * @param modulus odd, above 2^255 and below 2^256
   */
  ModularInverse(long[] modulus) {
    split(modulus, 0, this.modulus);
    long inverse = modulus[0];
    for (int bits = 3; bits < BITS; bits *= 2) {
      inverse *= 2 - modulus[0] * inverse;
    }
    inverseOfModulus = inverse & MASK;
  }

  /**
   * to = 1 / from modulo the modulus, in [0, modulus); 0 for 0. Limbs of 52 bits, carried; from is
   * below the modulus and prime to it, or 0.
   */
  void invert(long[] to, int too, long[] from, int fromo) {
    System.arraycopy(modulus, 0, f, 0, WORDS);
    split(from, fromo, g);
    Arrays.fill(d, 0);
    Arrays.fill(e, 0);
    e[0] = 1;
    eta = -1;
    while (!isZero(g)) {
      steps(f[0], g[0]);
      applyToFg();
      applyToDe();
    }
    normalize(f[WORDS - 1] < 0);
    join(d, to, too);
  }

  /** Thirty division steps on the low words of f and g; f0 is odd. */
  private void steps(long f0, long g0) {
    long fLow = f0;
    long gLow = g0;
    long uu = 1;
    long vv = 0;
    long qq = 0;
    long rr = 1;
    int left = BITS;
    while (true) {
      // All steps at once that only halve an even g. The bits above stop the count at what is left.
      int zeros = Long.numberOfTrailingZeros(gLow | (-1L << left));
      gLow >>= zeros;
      uu <<= zeros;
      vv <<= zeros;
      eta -= zeros;
      left -= zeros;
      if (left == 0) {
        break;
      }
      if (eta < 0) {
        eta = -eta;
        long swap = fLow;
        fLow = gLow;
        gLow = -swap;
        swap = uu;
        uu = qq;
        qq = -swap;
        swap = vv;
        vv = rr;
        rr = -swap;
      }
      // g + w f has as many zero bits as there are steps before the next swap, at most six:
      // f (2 - f f) is 1 / f modulo 2^6.
      int limit = (int) Math.min(Math.min(eta + 1, left), 6);
      long w = (gLow * fLow * (fLow * fLow - 2)) & ((1L << limit) - 1);
      gLow += fLow * w;
      qq += uu * w;
      rr += vv * w;
    }
    u = uu;
    v = vv;
    q = qq;
    r = rr;
  }

  private void applyToFg() {
    long cf = (u * f[0] + v * g[0]) >> BITS;
    long cg = (q * f[0] + r * g[0]) >> BITS;
    for (int i = 1; i < WORDS; i++) {
      long fi = f[i];
      long gi = g[i];
      cf += u * fi + v * gi;
      cg += q * fi + r * gi;
      f[i - 1] = cf & MASK;
      g[i - 1] = cg & MASK;
      cf >>= BITS;
      cg >>= BITS;
    }
    f[WORDS - 1] = cf;
    g[WORDS - 1] = cg;
  }

  /** As for f and g, with the multiple of the modulus added that makes 2^30 divide the sum. */
  private void applyToDe() {
    // d and e lie in (-2 modulus, modulus): a negative one counts as if the modulus were added.
    long dSign = d[WORDS - 1] >> 63;
    long eSign = e[WORDS - 1] >> 63;
    long md = (u & dSign) + (v & eSign);
    long me = (q & dSign) + (r & eSign);
    long cd = u * d[0] + v * e[0];
    long ce = q * d[0] + r * e[0];
    md -= (inverseOfModulus * cd + md) & MASK;
    me -= (inverseOfModulus * ce + me) & MASK;
    cd = (cd + modulus[0] * md) >> BITS;
    ce = (ce + modulus[0] * me) >> BITS;
    for (int i = 1; i < WORDS; i++) {
      long di = d[i];
      long ei = e[i];
      long mi = modulus[i];
      cd += u * di + v * ei + mi * md;
      ce += q * di + r * ei + mi * me;
      d[i - 1] = cd & MASK;
      e[i - 1] = ce & MASK;
      cd >>= BITS;
      ce >>= BITS;
    }
    d[WORDS - 1] = cd;
    e[WORDS - 1] = ce;
  }

  /** Brings d, or -d, from (-2 modulus, modulus) into [0, modulus). */
  private void normalize(boolean negate) {
    if (d[WORDS - 1] < 0) {
      combine(1, 1);
    }
    if (negate) {
      combine(-1, 0);
    }
    while (d[WORDS - 1] < 0) {
      combine(1, 1);
    }
  }

  /** d = sign * d + times * modulus, carried. */
  private void combine(long sign, long times) {
    long carry = 0;
    for (int i = 0; i < WORDS - 1; i++) {
      carry += sign * d[i] + times * modulus[i];
      d[i] = carry & MASK;
      carry >>= BITS;
    }
    d[WORDS - 1] = sign * d[WORDS - 1] + times * modulus[WORDS - 1] + carry;
  }

  private static boolean isZero(long[] words) {
    long any = 0;
    for (long word : words) {
      any |= word;
    }
    return any == 0;
  }

  /** Five limbs of 52 bits to nine of 30. */
  private static void split(long[] limbs, int from, long[] words) {
    for (int i = 0; i < WORDS; i++) {
      int bit = BITS * i;
      int limb = bit / 52;
      int shift = bit % 52;
      long word = limbs[from + limb] >>> shift;
      if (shift > 52 - BITS && limb + 1 < LIMBS) {
        word |= limbs[from + limb + 1] << (52 - shift);
      }
      words[i] = word & MASK;
    }
  }

  /** Nine limbs of 30 bits, not negative, to five of 52. */
  private static void join(long[] words, long[] limbs, int to) {
    long buffer = 0;
    int bits = 0;
    int next = 0;
    for (int limb = 0; limb < LIMBS; limb++) {
      long value = buffer;
      int have = bits;
      while (have < 52 && next < WORDS) {
        value |= words[next] << have;
        have += BITS;
        next++;
      }
      limbs[to + limb] = value & P256Field.MASK;
      bits = Math.max(0, have - 52);
      buffer = bits == 0 ? 0 : words[next - 1] >>> (BITS - bits);
    }
  }
}
