package io.github.quotary.crypto.p256;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Points in limbs against Bouncy Castle's. */
class P256PointTest {
  private static final ECPoint G = CustomNamedCurves.getByName("secp256r1").getG();

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7, 8})
  void windowTableHoldsTheMultiplesOfItsPoint(int width) {
    ECPoint point = G.multiply(BigInteger.valueOf(0x5eed));
    WindowTable table = WindowTable.of(affine(point), width);
    for (int window = 0; window < WindowTable.windows(width); window += 3) {
      ECPoint base = point.multiply(BigInteger.ONE.shiftLeft(window * width));
      int top = window * width > 256 - width ? 1 << (256 % width) : 1 << (width - 1);
      for (int digit = 1; digit <= top; digit = Math.max(digit + 1, digit * 5 / 4)) {
        ECPoint expected = base.multiply(BigInteger.valueOf(digit));
        assertHolds(expected, table, (window << (width - 1)) + digit - 1);
      }
    }
  }

  @Test
  void spacedTableHoldsTheMultiplesOfItsPoint() {
    ECPoint point = G.multiply(BigInteger.valueOf(0x5eed));
    SpacedTable table = SpacedTable.of(affine(point));
    for (int block = 0; block < 16; block++) {
      for (int i = 0; i < 4; i++) {
        BigInteger multiple = BigInteger.valueOf(2 * i + 1).shiftLeft(16 * block);
        assertHolds(point.multiply(multiple), table, 4 * block + i);
      }
    }
  }

  private static void assertHolds(ECPoint expected, PointTable table, int number) {
    TableTerms terms = new TableTerms();
    terms.add(number, false);
    terms.add(number, true);
    long[] copy = new long[10];
    table.copy(terms, 0, copy, 0);
    assertIs(expected, copy);
    table.copy(terms, 1, copy, 0);
    assertIs(expected.negate(), copy);
  }

  @Test
  void additionIsCompleteWhereItSaysSo() {
    JacobianPoint sum = new JacobianPoint();
    sum.addComplete(affine(G), 0);
    sum.addComplete(affine(G), 0);
    assertTrue(sum.hasX(affine(G.twice()), 0));
    sum.addComplete(affine(G), 0);
    assertTrue(sum.hasX(affine(G.multiply(BigInteger.valueOf(3))), 0));
    sum.addComplete(affine(G.multiply(BigInteger.valueOf(-3))), 0);
    assertTrue(sum.isInfinity());
    assertFalse(sum.hasX(affine(G), 0));
    sum.twice();
    assertTrue(sum.isInfinity());
    sum.addComplete(affine(G), 0);
    assertTrue(sum.hasX(affine(G), 0));
  }

  @Test
  void quickAdditionIsLostWhereItMustNotBeUsed() {
    for (ECPoint other : new ECPoint[] {G.twice(), G.twice().negate()}) {
      JacobianPoint sum = new JacobianPoint();
      sum.add(affine(G), 0);
      sum.twice();
      assertFalse(sum.isLost());
      sum.add(affine(other), 0);
      assertTrue(sum.isLost());
      sum.twice();
      sum.add(affine(G), 0);
      assertTrue(sum.isLost());
    }
  }

  /** Doublings and additions, along a walk whose points have large and small coordinates. */
  @Test
  void walksAlong() {
    JacobianPoint sum = new JacobianPoint();
    sum.add(affine(G), 0);
    BigInteger at = BigInteger.ONE;
    ECPoint five = G.multiply(BigInteger.valueOf(5));
    for (int i = 0; i < 200; i++) {
      sum.twice();
      sum.add(affine(five), 0);
      at = at.shiftLeft(1).add(BigInteger.valueOf(5));
      assertFalse(sum.isLost());
      assertTrue(sum.hasX(affine(G.multiply(at)), 0));
    }
  }

  @Test
  void makesOddMultiples() {
    ECPoint point = G.multiply(BigInteger.valueOf(0x5eed));
    int at = 30;
    long[] points = new long[at + OddMultiples.POINTS * 10];
    System.arraycopy(affine(point), 0, points, at, 10);
    AffineAdditions additions = new AffineAdditions(OddMultiples.POINTS);
    for (int round = 0; round < OddMultiples.ROUNDS; round++) {
      OddMultiples.note(additions, round, at, 0);
      additions.addAll(points, new boolean[1]);
    }
    long[] copy = new long[10];
    for (int digit = -15; digit <= 15; digit += 2) {
      OddMultiples.copy(points, at, digit, copy, 0);
      assertIs(point.multiply(BigInteger.valueOf(digit)), copy);
    }
  }

  static long[] affine(ECPoint point) {
    ECPoint normal = point.normalize();
    long[] affine = new long[10];
    put(normal.getAffineXCoord().toBigInteger(), affine, 0);
    put(normal.getAffineYCoord().toBigInteger(), affine, 5);
    return affine;
  }

  private static void put(BigInteger value, long[] to, int at) {
    System.arraycopy(P256Numbers.limbs(value), 0, to, at, 5);
    P256Field.toMontgomery(to, at);
  }

  private static void assertIs(ECPoint expected, long[] point) {
    ECPoint normal = expected.normalize();
    long[] plain = new long[5];
    P256Field.fromMontgomery(plain, 0, point, 0);
    assertEquals(normal.getAffineXCoord().toBigInteger(), P256Numbers.value(plain));
    P256Field.fromMontgomery(plain, 0, point, 5);
    assertEquals(normal.getAffineYCoord().toBigInteger(), P256Numbers.value(plain));
  }
}
