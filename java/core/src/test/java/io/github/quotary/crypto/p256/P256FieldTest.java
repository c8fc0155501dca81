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
    P256Field.multiply(r, 0, a, 0, b, 0);
    BigInteger product = P256Numbers.value(a).multiply(P256Numbers.value(b));
    assertEquals(product.multiply(R_INVERSE).mod(P), P256Numbers.value(r).mod(P));
    assertIsCarried(r);
    assertIsSmall(r, product.abs().divide(R).add(P));
  }

  @Property
  void squares(@ForAll("factors") long[] a) {
    long[] r = new long[5];
    P256Field.square(r, 0, a, 0);
    BigInteger square = P256Numbers.value(a).pow(2);
    assertEquals(square.multiply(R_INVERSE).mod(P), P256Numbers.value(r).mod(P));
    assertIsCarried(r);
    assertIsSmall(r, square.divide(R).add(P));
  }

  @Property
  void multipliesInPlace(@ForAll("factors") long[] a, @ForAll("factors") long[] b) {
    long[] apart = new long[5];
    P256Field.multiply(apart, 0, a, 0, b, 0);
    long[] together = new long[10];
    System.arraycopy(a, 0, together, 0, 5);
    System.arraycopy(b, 0, together, 5, 5);
    P256Field.multiply(together, 5, together, 0, together, 5);
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

  private static void assertIsSmall(long[] r, BigInteger bound) {
    assertTrue(P256Numbers.value(r).abs().compareTo(bound) <= 0);
  }
}
