package io.github.quotary.vector.lanes;

import static io.github.quotary.vector.lanes.LaneField.ELEMENT;
import static io.github.quotary.vector.lanes.LaneField.LANES;

import io.github.quotary.crypto.p256.FieldInverse;
import io.github.quotary.crypto.p256.P256Field;

/**
 * The inverses of eight lanes by one inversion: of their product, which comes to stand in every
 * lane after multiplying by what is four, two and one lane further on. Not thread-safe.
 */
final class LaneInverse {
  /** The lanes, and the products of 2 and of 4 of them; then, of each, what is further on. */
  private final long[] products = new long[3 * ELEMENT];

  private final long[] further = new long[3 * ELEMENT];
  private final long[] limbs = new long[2 * P256Field.LIMBS];
  private final FieldInverse inverse = new FieldInverse();

  /** r = 1 / a; a is reduced and no lane is zero. */
  void invert(long[] r, int ro, long[] a, int ao) {
    LaneField.copy(products, 0, a, ao);
    for (int step = 0; step < 3; step++) {
      int at = step * ELEMENT;
      rotate(further, at, products, at, LANES >> (step + 1));
      long[] to = step < 2 ? products : r;
      LaneProduct.multiply(to, step < 2 ? at + ELEMENT : ro, products, at, further, at);
    }
    LaneField.getLane(r, ro, 0, limbs, 0);
    inverse.invert(limbs, P256Field.LIMBS, limbs, 0);
    LaneField.setAll(r, ro, limbs, P256Field.LIMBS);
    for (int step = 2; step >= 0; step--) {
      LaneProduct.multiply(r, ro, r, ro, further, step * ELEMENT);
    }
  }

  private static void rotate(long[] r, int ro, long[] a, int ao, int by) {
    for (int i = 0; i < ELEMENT; i += LANES) {
      System.arraycopy(a, ao + i + by, r, ro + i, LANES - by);
      System.arraycopy(a, ao + i, r, ro + i + LANES - by, by);
    }
  }
}
