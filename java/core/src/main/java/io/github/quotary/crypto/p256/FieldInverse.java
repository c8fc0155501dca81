package io.github.quotary.crypto.p256;

import static io.github.quotary.crypto.p256.P256Field.LIMBS;

/** 1 / a in the field of P-256, for elements in Montgomery form. Not thread-safe. */
public final class FieldInverse {
  private final ModularInverse modularInverse =
      new ModularInverse(new long[] {P256Field.P0, P256Field.P1, 0, P256Field.P3, P256Field.P4});

  private final long[] plain = new long[LIMBS];

  /** r = 1 / a; 0 for 0. */
  public void invert(long[] r, int ro, long[] a, int ao) {
    P256Field.fromMontgomery(plain, 0, a, ao);
    modularInverse.invert(r, ro, plain, 0);
    P256Field.toMontgomery(r, ro);
  }
}
