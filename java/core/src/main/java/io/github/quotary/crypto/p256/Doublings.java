package io.github.quotary.crypto.p256;

import static io.github.quotary.crypto.p256.JacobianPoint.JACOBIAN;
import static io.github.quotary.crypto.p256.P256Field.LIMBS;

/** The points that tables start from: a point doubled again and again. */
public final class Doublings {
  private Doublings() {}

  /**
   * Stores 2^(spacing * i) times a point, i from 0 to count - 1, made affine with one inversion for
   * all.
   *
   * @param stride limbs from one to the next
   */
  public static void store(long[] point, int count, int spacing, long[] to, int stride) {
    long[] doubled = new long[count * JACOBIAN];
    JacobianPoint base = new JacobianPoint();
    base.setAffine(point, 0);
    base.store(doubled, 0);
    for (int i = 1; i < count; i++) {
      for (int bit = 0; bit < spacing; bit++) {
        base.twice();
      }
      base.store(doubled, i * JACOBIAN);
    }
    // One inversion for all: of the product of every Z.
    long[] products = new long[(count + 1) * LIMBS];
    P256Field.setOne(products, 0);
    for (int i = 0; i < count; i++) {
      int z = i * JACOBIAN + 2 * LIMBS;
      FieldProduct.multiply(products, (i + 1) * LIMBS, products, i * LIMBS, doubled, z);
    }
    long[] inverse = new long[LIMBS];
    new FieldInverse().invert(inverse, 0, products, count * LIMBS);
    long[] z = new long[2 * LIMBS];
    for (int i = count - 1; i >= 0; i--) {
      int x = i * JACOBIAN;
      FieldProduct.multiply(z, 0, inverse, 0, products, i * LIMBS);
      FieldProduct.multiply(inverse, 0, inverse, 0, doubled, x + 2 * LIMBS);
      FieldProduct.square(z, LIMBS, z, 0);
      FieldProduct.multiply(z, 0, z, 0, z, LIMBS);
      FieldProduct.multiply(to, i * stride, doubled, x, z, LIMBS);
      FieldProduct.multiply(to, i * stride + LIMBS, doubled, x + LIMBS, z, 0);
    }
  }
}
