package io.github.quotary.vector.lanes;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import io.github.quotary.crypto.p256.P256Field;
import java.util.Arrays;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Arithmetic modulo p = 2^256 - 2^224 + 2^192 + 2^96 - 1, the field of P-256, in eight lanes, for
 * public values.
 *
 * <p>An element is forty longs at an offset of a {@code long[]}: five limbs of 52 bits, least
 * significant first, each of eight lanes; in Montgomery form, as in {@link P256Field}: a stands for
 * a * 2^-260 mod p. A <em>reduced</em> element has limbs 0 to 3 within ±2^51 and a value within ±p
 * (1/2 + 1/8), so that limb 4 is within ±2^48, and it is 0 modulo p only if all its limbs are 0.
 * The difference of two has limbs within ±2^52 and a value within ±1.25 p. So {@link
 * LaneProduct#multiply} takes a difference and a reduced element, whose values have a product
 * within p^2, and gives a reduced one: p^2 / 2^260 is p / 16, give or take.
 *
 * <p>Results may overwrite operands. Nothing is allocated once C2 has compiled this.
 */
final class LaneField {
  /** Lanes of a vector. */
  static final int LANES = 8;

  /** Longs of an element. */
  static final int ELEMENT = P256Field.LIMBS * LANES;

  static final long MASK = (1L << 52) - 1;
  static final long HALF = 1L << 51;

  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_512;
  private static final long TOP_MASK = (1L << 48) - 1;
  private static final long TOP_HALF = 1L << 47;

  /** 1 in Montgomery form, and the integer 1. */
  static final long[] ONE = one();

  static final long[] PLAIN_ONE = broadcast(1, 0, 0, 0, 0);

  private LaneField() {}

  private static long[] broadcast(long... limbs) {
    long[] element = new long[ELEMENT];
    for (int i = 0; i < ELEMENT; i++) {
      element[i] = limbs[i / LANES];
    }
    return element;
  }

  private static long[] one() {
    long[] one = {1, 0, 0, 0, 0};
    P256Field.toMontgomery(one, 0);
    long[] element = broadcast(one);
    reduce(element, 0);
    return element;
  }

  static void copy(long[] r, int ro, long[] a, int ao) {
    System.arraycopy(a, ao, r, ro, ELEMENT);
  }

  /** r = a - b, not reduced. */
  static void subtract(long[] r, int ro, long[] a, int ao, long[] b, int bo) {
    for (int i = 0; i < ELEMENT; i += LANES) {
      LongVector.fromArray(LONGS, a, ao + i)
          .sub(LongVector.fromArray(LONGS, b, bo + i))
          .intoArray(r, ro + i);
    }
  }

  /** r = a - 2^bits b, not reduced. */
  static void subtract(long[] r, int ro, long[] a, int ao, long[] b, int bo, int bits) {
    for (int i = 0; i < ELEMENT; i += LANES) {
      LongVector.fromArray(LONGS, a, ao + i)
          .sub(LongVector.fromArray(LONGS, b, bo + i).lanewise(LSHL, bits))
          .intoArray(r, ro + i);
    }
  }

  /** r = a + b, not reduced. */
  static void add(long[] r, int ro, long[] a, int ao, long[] b, int bo) {
    for (int i = 0; i < ELEMENT; i += LANES) {
      LongVector.fromArray(LONGS, a, ao + i)
          .add(LongVector.fromArray(LONGS, b, bo + i))
          .intoArray(r, ro + i);
    }
  }

  /** r = times * a, not reduced. */
  static void multiple(long[] r, int ro, long[] a, int ao, long times) {
    for (int i = 0; i < ELEMENT; i += LANES) {
      LongVector.fromArray(LONGS, a, ao + i).mul(times).intoArray(r, ro + i);
    }
  }

  /**
   * Reduces an element with limbs within ±2^58 and a value within ±2^12 p.
   *
   * <p>The multiple of 2^256 next to the value is replaced by what it is modulo p, 2^224 - 2^192 -
   * 2^96 + 1. What remains is within ±2^255 (1 + 2^-19).
   */
  static void reduce(long[] r, int ro) {
    LongVector l0 = LongVector.fromArray(LONGS, r, ro);
    LongVector l1 = LongVector.fromArray(LONGS, r, ro + 8);
    LongVector l2 = LongVector.fromArray(LONGS, r, ro + 16);
    LongVector l3 = LongVector.fromArray(LONGS, r, ro + 24);
    LongVector l4 = LongVector.fromArray(LONGS, r, ro + 32).add(TOP_HALF);
    LongVector top = l4.lanewise(ASHR, 48);
    l0 = l0.add(top).add(HALF);
    l1 = l1.sub(top.lanewise(LSHL, 44)).add(l0.lanewise(ASHR, 52)).add(HALF);
    l2 = l2.add(l1.lanewise(ASHR, 52)).add(HALF);
    l3 = l3.sub(top.lanewise(LSHL, 36)).add(l2.lanewise(ASHR, 52)).add(HALF);
    l4 = l4.and(TOP_MASK).sub(TOP_HALF).add(top.lanewise(LSHL, 16)).add(l3.lanewise(ASHR, 52));
    l0.and(MASK).sub(HALF).intoArray(r, ro);
    l1.and(MASK).sub(HALF).intoArray(r, ro + 8);
    l2.and(MASK).sub(HALF).intoArray(r, ro + 16);
    l3.and(MASK).sub(HALF).intoArray(r, ro + 24);
    l4.intoArray(r, ro + 32);
  }

  /** The lanes, as bits, in which a reduced element is zero modulo p. */
  static int zeros(long[] a, int ao) {
    LongVector any = LongVector.fromArray(LONGS, a, ao);
    for (int i = LANES; i < ELEMENT; i += LANES) {
      any = any.or(LongVector.fromArray(LONGS, a, ao + i));
    }
    return (int) any.compare(VectorOperators.EQ, 0).toLong();
  }

  /**
   * Spreads eight integers below p, each four words of 64 bits, over the limbs of a reduced
   * element.
   *
   * @param words the first words of all lanes, then the second ones, and so on
   * @param signs of each lane -1, for the opposite of its integer, or 0
   */
  static void unpack(long[] r, int ro, long[] words, int wo, long[] signs, int so) {
    LongVector w0 = LongVector.fromArray(LONGS, words, wo);
    LongVector w1 = LongVector.fromArray(LONGS, words, wo + 8);
    LongVector w2 = LongVector.fromArray(LONGS, words, wo + 16);
    LongVector w3 = LongVector.fromArray(LONGS, words, wo + 24);
    LongVector sign = LongVector.fromArray(LONGS, signs, so);
    LongVector l0 = w0.and(MASK).add(HALF);
    LongVector l1 = w0.lanewise(LSHR, 52).or(w1.lanewise(LSHL, 12)).and(MASK);
    LongVector l2 = w1.lanewise(LSHR, 40).or(w2.lanewise(LSHL, 24)).and(MASK);
    LongVector l3 = w2.lanewise(LSHR, 28).or(w3.lanewise(LSHL, 36)).and(MASK);
    LongVector l4 = w3.lanewise(LSHR, 16).add(TOP_HALF);
    // An integer above 2^255 has 2^256 replaced, as in reduce.
    LongVector top = l4.lanewise(LSHR, 48);
    l0 = l0.add(top);
    l1 = l1.sub(top.lanewise(LSHL, 44)).add(l0.lanewise(LSHR, 52)).add(HALF);
    l2 = l2.add(l1.lanewise(ASHR, 52)).add(HALF);
    l3 = l3.sub(top.lanewise(LSHL, 36)).add(l2.lanewise(ASHR, 52)).add(HALF);
    l4 = l4.and(TOP_MASK).sub(TOP_HALF).add(top.lanewise(LSHL, 16)).add(l3.lanewise(ASHR, 52));
    l0.and(MASK).sub(HALF).lanewise(VectorOperators.XOR, sign).sub(sign).intoArray(r, ro);
    l1.and(MASK).sub(HALF).lanewise(VectorOperators.XOR, sign).sub(sign).intoArray(r, ro + 8);
    l2.and(MASK).sub(HALF).lanewise(VectorOperators.XOR, sign).sub(sign).intoArray(r, ro + 16);
    l3.and(MASK).sub(HALF).lanewise(VectorOperators.XOR, sign).sub(sign).intoArray(r, ro + 24);
    l4.lanewise(VectorOperators.XOR, sign).sub(sign).intoArray(r, ro + 32);
  }

  /** Puts a lane's limbs into an element. */
  static void setLane(long[] r, int ro, int lane, long[] limbs, int at) {
    for (int i = 0; i < P256Field.LIMBS; i++) {
      r[ro + LANES * i + lane] = limbs[at + i];
    }
  }

  /** Takes a lane's limbs out of an element. */
  static void getLane(long[] a, int ao, int lane, long[] limbs, int to) {
    for (int i = 0; i < P256Field.LIMBS; i++) {
      limbs[to + i] = a[ao + LANES * i + lane];
    }
  }

  /** Puts the same limbs into all lanes, and reduces them. */
  static void setAll(long[] r, int ro, long[] limbs, int at) {
    for (int i = 0; i < P256Field.LIMBS; i++) {
      Arrays.fill(r, ro + LANES * i, ro + LANES * (i + 1), limbs[at + i]);
    }
    reduce(r, ro);
  }
}
