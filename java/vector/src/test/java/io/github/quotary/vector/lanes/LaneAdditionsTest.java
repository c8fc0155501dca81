package io.github.quotary.vector.lanes;

import static io.github.quotary.vector.lanes.LaneAdditions.POINT;
import static io.github.quotary.vector.lanes.LaneField.ELEMENT;
import static io.github.quotary.vector.lanes.LaneField.LANES;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Random;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Additions that share an inversion, against Bouncy Castle: exceptional lanes disturb no other. */
class LaneAdditionsTest {
  private static final ECPoint G = CustomNamedCurves.getByName("secp256r1").getG();
  private static final int COUNT = 7;

  private final long[] points = new long[3 * COUNT * POINT];
  private final ECPoint[] known = new ECPoint[2 * COUNT * LANES];

  private void set(int number, int lane, ECPoint point) {
    ECPoint affine = point.normalize();
    known[number * LANES + lane] = affine;
    int at = number * POINT;
    Numbers.set(points, at, lane, affine.getAffineXCoord().toBigInteger());
    Numbers.set(points, at + ELEMENT, lane, affine.getAffineYCoord().toBigInteger());
  }

  private void assertPoint(ECPoint expected, int at, int lane) {
    ECPoint affine = expected.normalize();
    assertEquals(affine.getAffineXCoord().toBigInteger(), Numbers.plain(points, at, lane));
    assertEquals(
        affine.getAffineYCoord().toBigInteger(), Numbers.plain(points, at + ELEMENT, lane));
  }

  /** In every lane of every addition, one at a time, and then in all lanes but one. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void equalAndOppositePointsDisturbNoOtherLane(boolean equal) {
    Random random = new Random(equal ? 1 : 2);
    LaneAdditions additions = new LaneAdditions(COUNT);
    for (int i = 0; i < COUNT * LANES; i++) {
      for (int lane = 0; lane < LANES; lane++) {
        for (int number = 0; number < 2 * COUNT; number++) {
          set(number, lane, G.multiply(BigInteger.valueOf(random.nextInt(1, 1 << 30))));
        }
      }
      int position = i / LANES;
      int special = i % LANES;
      int[] exceptional = new int[COUNT];
      int[] expected = new int[COUNT];
      for (int lane = 0; lane < LANES; lane++) {
        if (lane == special == (i % 2 == 0)) {
          ECPoint left = known[2 * position * LANES + lane];
          set(2 * position + 1, lane, equal ? left : left.negate());
          expected[position] |= 1 << lane;
        }
      }
      for (int k = 0; k < COUNT; k++) {
        additions.note(2 * k * POINT, (2 * k + 1) * POINT, (2 * COUNT + k) * POINT, k);
      }
      additions.addAll(points, exceptional);
      assertArrayEquals(expected, exceptional);
      for (int k = 0; k < COUNT; k++) {
        for (int lane = 0; lane < LANES; lane++) {
          if ((expected[k] >> lane & 1) == 0) {
            ECPoint sum = known[2 * k * LANES + lane].add(known[(2 * k + 1) * LANES + lane]);
            assertPoint(sum, (2 * COUNT + k) * POINT, lane);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void pointsAreDoubledInTheirPlaceAndAddedUp(int start) {
    LaneAdditions additions = new LaneAdditions(COUNT);
    LanePoint sum = new LanePoint();
    int[] exceptional = new int[1];
    for (int lane = 0; lane < LANES; lane++) {
      set(0, lane, G.multiply(BigInteger.valueOf(start + lane)));
      set(1, lane, G.multiply(BigInteger.valueOf(1000 + lane)));
    }
    additions.note(0, 0, 0, 0);
    additions.addAll(points, exceptional);
    assertEquals(0, exceptional[0]);
    for (int lane = 0; lane < LANES; lane++) {
      assertPoint(G.multiply(BigInteger.valueOf(2L * (start + lane))), 0, lane);
    }
    // The same by Jacobian formulas: 2 (2 a) + b.
    sum.setAffine(points, 0);
    sum.twice();
    sum.add(points, POINT);
    LaneQuotients quotients = new LaneQuotients(1);
    quotients.note(sum, 0, 0);
    quotients.divide(points, exceptional);
    for (int lane = 0; lane < LANES; lane++) {
      ECPoint expected = G.multiply(BigInteger.valueOf(4L * (start + lane) + 1000 + lane));
      assertEquals(
          expected.normalize().getAffineXCoord().toBigInteger(), Numbers.plain(points, 0, lane));
    }
    // And equal points in one lane, opposite ones in another: there alone Z is zero.
    for (int lane = 0; lane < LANES; lane++) {
      set(0, lane, G.multiply(BigInteger.valueOf(start)));
      set(1, lane, G.multiply(BigInteger.valueOf(lane == 2 ? 2L * start : 1000 + lane)));
    }
    set(1, 5, G.multiply(BigInteger.valueOf(2L * start)).negate());
    sum.setAffine(points, 0);
    sum.twice();
    sum.add(points, POINT);
    sum.twice();
    quotients.note(sum, 0, 0);
    quotients.divide(points, exceptional);
    assertEquals(1 << 2 | 1 << 5, exceptional[0]);
    ECPoint expected = G.multiply(BigInteger.valueOf(2L * (2L * start + 1007))).normalize();
    assertEquals(expected.getAffineXCoord().toBigInteger(), Numbers.plain(points, 0, 7));
  }
}
