package io.github.quotary.crypto.p256;

import static io.github.quotary.crypto.p256.P256Numbers.P;
import static io.github.quotary.crypto.p256.P256Numbers.R;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The field of P-256 in limbs, against {@link BigInteger}. */
class P256FieldTest {
  private static final BigInteger R_INVERSE = R.modInverse(P);

  /** Limbs as sums and differences leave them: signed and not carried. */
  @Provide
  Arbitrary<long[]> factors() {
    return P256Numbers.looseLimbs();
  }

  @Provide
  Arbitrary<BigInteger> elements() {
    return P256Numbers.below(P);
  }

  @Property
  void multiplies(@ForAll("factors") long[] a, @ForAll("factors") long[] b) {
    long[] r = new long[5];
    FieldProduct.multiply(r, 0, a, 0, b, 0);
    assertIsProduct(P256Numbers.value(a).multiply(P256Numbers.value(b)), r);
  }

  @Property
  void squares(@ForAll("factors") long[] a) {
    long[] r = new long[5];
    FieldProduct.square(r, 0, a, 0);
    assertIsProduct(P256Numbers.value(a).pow(2), r);
  }

  /** Every limb at its least, at zero and at its most, in both factors. */
  @Test
  void multipliesAtTheBoundsOfLimbs() {
    long[] r = new long[5];
    int patterns = 3 * 3 * 3 * 3 * 3;
    for (int i = 0; i < patterns; i++) {
      long[] a = atBounds(i);
      FieldProduct.square(r, 0, a, 0);
      assertIsProduct(P256Numbers.value(a).pow(2), r);
      for (int k = 0; k < patterns; k++) {
        long[] b = atBounds(k);
        FieldProduct.multiply(r, 0, a, 0, b, 0);
        assertIsProduct(P256Numbers.value(a).multiply(P256Numbers.value(b)), r);
      }
    }
  }

  private static long[] atBounds(int pattern) {
    long[] limbs = new long[5];
    int rest = pattern;
    for (int i = 0; i < 5; i++) {
      limbs[i] = (rest % 3 - 1) * (1L << (i < 4 ? 55 : 51));
      rest /= 3;
    }
    return limbs;
  }

  /** Integers just below p and just above 0 come out as they are, not a multiple of p beside. */
  @Test
  void leavesMontgomeryFormAtTheEndsOfTheRange() {
    for (int bit = 0; bit < 256; bit++) {
      BigInteger power = BigInteger.ONE.shiftLeft(bit);
      entersAndLeavesMontgomeryForm(power.mod(P));
      entersAndLeavesMontgomeryForm(P.subtract(power).mod(P));
    }
  }

  @Property
  void multipliesInPlace(@ForAll("factors") long[] a, @ForAll("factors") long[] b) {
    long[] apart = new long[5];
    FieldProduct.multiply(apart, 0, a, 0, b, 0);
    long[] together = new long[10];
    System.arraycopy(a, 0, together, 0, 5);
    System.arraycopy(b, 0, together, 5, 5);
    FieldProduct.multiply(together, 5, together, 0, together, 5);
    assertTrue(Limbs.areEqual(apart, 0, together, 5));
  }

  @Property
  void reduces(@ForAll("factors") long[] a) {
    long[] r = new long[5];
    P256Field.reduce(r, 0, a[0], a[1], a[2], a[3], a[4]);
    assertEquals(P256Numbers.value(a).mod(P), P256Numbers.value(r).mod(P));
    assertIsCarried(r);
    assertIsSmall(r, P.add(P.shiftRight(20)));
  }

  @Property
  void bringsToCanonicalForm(@ForAll("elements") BigInteger a) {
    for (int times = -4; times < 4; times++) {
      BigInteger shifted = a.add(P.multiply(BigInteger.valueOf(times)));
      long[] limbs = P256Numbers.signedLimbs(shifted);
      P256Field.canonical(limbs, 0);
      assertEquals(a, P256Numbers.value(limbs));
    }
  }

  @Property
  void entersAndLeavesMontgomeryForm(@ForAll("elements") BigInteger a) {
    long[] limbs = P256Numbers.limbs(a);
    P256Field.toMontgomery(limbs, 0);
    assertEquals(a.multiply(R).mod(P), P256Numbers.value(limbs).mod(P));
    P256Field.fromMontgomery(limbs, 0, limbs, 0);
    assertEquals(a, P256Numbers.value(limbs));
  }

  /** Every multiple of p is zero. */
  @Property(tries = 50)
  void recognizesZero(@ForAll("elements") BigInteger a) {
    for (int times = -4; times <= 4; times++) {
      BigInteger multiple = P.multiply(BigInteger.valueOf(times));
      assertEquals(true, isZero(multiple));
      assertEquals(a.signum() == 0, isZero(multiple.add(a)));
    }
  }

  private static boolean isZero(BigInteger value) {
    return P256Field.isZero(P256Numbers.signedLimbs(value), 0, new long[5], 0);
  }

  @Property
  void inverts(@ForAll("elements") BigInteger a) {
    long[] limbs = P256Numbers.limbs(a);
    long[] inverse = new long[5];
    P256Field.toMontgomery(limbs, 0);
    new FieldInverse().invert(inverse, 0, limbs, 0);
    P256Field.fromMontgomery(inverse, 0, inverse, 0);
    assertEquals(a.signum() == 0 ? a : a.modInverse(P), P256Numbers.value(inverse));
  }

  @Property
  void comparesWithP(@ForAll("elements") BigInteger a) {
    assertTrue(P256Field.isBelowP(P256Numbers.limbs(a), 0));
    BigInteger above = P.add(a.mod(BigInteger.ONE.shiftLeft(256).subtract(P)));
    assertEquals(false, P256Field.isBelowP(P256Numbers.limbs(above), 0));
  }

  private static void assertIsCarried(long[] r) {
    for (int i = 0; i < 4; i++) {
      assertEquals(r[i] & P256Field.MASK, r[i]);
    }
  }

  /** Between product / 2^260 and that plus p, give or take p / 2^40. */
  private static void assertIsProduct(BigInteger product, long[] r) {
    BigInteger value = P256Numbers.value(r);
    assertEquals(product.multiply(R_INVERSE).mod(P), value.mod(P));
    assertIsCarried(r);
    BigInteger least = product.shiftRight(260).subtract(P.shiftRight(40));
    BigInteger most = product.shiftRight(260).add(P).add(P.shiftRight(40));
    assertTrue(least.compareTo(value) <= 0 && value.compareTo(most) <= 0);
  }

  private static void assertIsSmall(long[] r, BigInteger bound) {
    assertTrue(P256Numbers.value(r).abs().compareTo(bound) <= 0);
  }
}
