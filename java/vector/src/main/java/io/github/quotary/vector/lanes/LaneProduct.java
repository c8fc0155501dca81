package io.github.quotary.vector.lanes;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.L2D;
import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The product in the field of P-256, in eight lanes: see {@link LaneField} for what an element is.
 *
 * <p>A product of two limbs is split at 2^52 by two fused multiply-adds in double precision. With m
 * = 1.5 * 2^104, whose last place is 2^52, ab + m is rounded to m + h * 2^52, so that the bits of
 * that double are those of m plus h. What is below, ab - h * 2^52, lies within ±2^51 and comes out
 * exactly of ab + (m - that double). Added to n = 1.5 * 2^52 it lies in [2^52, 2^53], where the
 * last place is 1, so that the bits are those of n plus the integer. All this holds for |ab| up to
 * 2^103. The bits are added up, as integers, in columns of 52 bits, which start at minus what all
 * the m and n add to them.
 *
 * <p>Five times, the product with one more limb is added to five columns, and then a Montgomery
 * step takes the lowest away. p is -1 modulo 2^52, so the column's low 52 bits, q, are themselves
 * the factor of p that does it: q (p + 1) goes to the columns above. p + 1 is 2^96 + 2^192 + 2^256
 * - 2^224: shifts, split at 2^52. The steps stand in a loop so that C2 keeps everything in
 * registers.
 *
 * <p>Why nothing overflows: a column gets at most five low halves and five high ones, each within
 * ±2^51, at most five times what a step adds to each, less than 2^54, and carries. So columns stay
 * within ±2^57, of 64 bits.
 *
 * <p>What the value is: q is taken from [-2^51, 2^51), for which the columns start 2^51 higher. So
 * the multiple of p that was added is within ±(2^259 + 2^208), and the result is ab / 2^260 give or
 * take p (1/2 + 2^-51). Limbs 0 to 3 come out in [-2^51, 2^51), too; limb 4 is what is left.
 */
final class LaneProduct {
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_512;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_512;
  private static final long MASK = LaneField.MASK;
  private static final long HALF = LaneField.HALF;

  /** m and n. */
  private static final double M = 0x1.8p104;

  private static final double N = 0x1.8p52;

  /** What the columns 5 to 9 start with, eight times each. */
  private static final long[] STARTS = new long[LaneField.ELEMENT];

  static {
    for (int i = 0; i < STARTS.length; i++) {
      int column = 5 + i / LaneField.LANES;
      STARTS[i] = start(9 - column, 10 - column) - (column == 9 ? HALF : 0);
    }
  }

  private LaneProduct() {}

  /** 2^51, and minus what so many low and high halves add beside their values. */
  private static long start(int lows, int highs) {
    return HALF - lows * Double.doubleToRawLongBits(N) - highs * Double.doubleToRawLongBits(M);
  }

  /** r = a * b; the limbs of one are within ±2^52, those of the other within ±2^51. */
  static void multiply(long[] r, int ro, long[] a, int ao, long[] b, int bo) {
    DoubleVector b0 = (DoubleVector) LongVector.fromArray(LONGS, b, bo).convert(L2D, 0);
    DoubleVector b1 = (DoubleVector) LongVector.fromArray(LONGS, b, bo + 8).convert(L2D, 0);
    DoubleVector b2 = (DoubleVector) LongVector.fromArray(LONGS, b, bo + 16).convert(L2D, 0);
    DoubleVector b3 = (DoubleVector) LongVector.fromArray(LONGS, b, bo + 24).convert(L2D, 0);
    DoubleVector b4 = (DoubleVector) LongVector.fromArray(LONGS, b, bo + 32).convert(L2D, 0);
    DoubleVector m = DoubleVector.broadcast(DOUBLES, M);
    DoubleVector n = DoubleVector.broadcast(DOUBLES, N);
    LongVector z0 = LongVector.broadcast(LONGS, start(1, 0));
    LongVector z1 = LongVector.broadcast(LONGS, start(2, 1));
    LongVector z2 = LongVector.broadcast(LONGS, start(3, 2));
    LongVector z3 = LongVector.broadcast(LONGS, start(4, 3));
    LongVector z4 = LongVector.broadcast(LONGS, start(5, 4));
    for (int i = 0; i < LaneField.ELEMENT; i += 8) {
      DoubleVector x = (DoubleVector) LongVector.fromArray(LONGS, a, ao + i).convert(L2D, 0);
      DoubleVector high = x.fma(b0, m);
      z0 = z0.add(x.fma(b0, m.sub(high)).add(n).reinterpretAsLongs());
      LongVector q = z0.and(MASK).sub(HALF);
      // Each column takes the place of the one below it.
      z1 = z1.add(high.reinterpretAsLongs());
      z1 = z1.add(z0.lanewise(ASHR, 52)).add(q.lanewise(LSHL, 44).and(MASK));
      high = x.fma(b1, m);
      z0 = z1.add(x.fma(b1, m.sub(high)).add(n).reinterpretAsLongs());
      z2 = z2.add(high.reinterpretAsLongs()).add(q.lanewise(ASHR, 8));
      high = x.fma(b2, m);
      z1 = z2.add(x.fma(b2, m.sub(high)).add(n).reinterpretAsLongs());
      z3 = z3.add(high.reinterpretAsLongs()).add(q.lanewise(LSHL, 36).and(MASK));
      high = x.fma(b3, m);
      z2 = z3.add(x.fma(b3, m.sub(high)).add(n).reinterpretAsLongs());
      z4 = z4.add(high.reinterpretAsLongs()).add(q.lanewise(ASHR, 16));
      z4 = z4.add(q.lanewise(LSHL, 48).and(MASK)).sub(q.lanewise(LSHL, 16).and(MASK));
      high = x.fma(b4, m);
      z3 = z4.add(x.fma(b4, m.sub(high)).add(n).reinterpretAsLongs());
      z4 = LongVector.fromArray(LONGS, STARTS, i).add(high.reinterpretAsLongs());
      z4 = z4.add(q.lanewise(ASHR, 4)).sub(q.lanewise(ASHR, 36));
    }
    z1 = z1.add(z0.lanewise(ASHR, 52));
    z2 = z2.add(z1.lanewise(ASHR, 52));
    z3 = z3.add(z2.lanewise(ASHR, 52));
    z4 = z4.add(z3.lanewise(ASHR, 52));
    z0.and(MASK).sub(HALF).intoArray(r, ro);
    z1.and(MASK).sub(HALF).intoArray(r, ro + 8);
    z2.and(MASK).sub(HALF).intoArray(r, ro + 16);
    z3.and(MASK).sub(HALF).intoArray(r, ro + 24);
    z4.intoArray(r, ro + 32);
  }
}
