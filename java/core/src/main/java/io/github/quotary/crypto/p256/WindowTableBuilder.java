package io.github.quotary.crypto.p256;

import static io.github.quotary.crypto.p256.JacobianPoint.AFFINE;
import static io.github.quotary.crypto.p256.JacobianPoint.JACOBIAN;
import static io.github.quotary.crypto.p256.P256Field.LIMBS;

/**
 * Makes a {@link WindowTable}: first the points 2^(width * i) by doublings, then, in every window
 * at once, 2 from 1, 3 and 4 from 1 and 2, 5 to 8 from 1 to 4, each step with one inversion. No
 * addition is exceptional, since the order of the point is a prime of 256 bits.
 */
final class WindowTableBuilder {
  private final int width;
  private final int windows;
  private final int half;
  private final long[] points;
  private final AffineAdditions additions;

  WindowTableBuilder(long[] point, int width, int count) {
    this.width = width;
    windows = WindowTable.windows(width);
    half = 1 << (width - 1);
    points = new long[count * AFFINE];
    additions = new AffineAdditions(Math.max(windows, count / 2 + 1));
    placeBases(point);
  }

  WindowTable build() {
    boolean[] exceptional = new boolean[1];
    for (int known = 1; known < half; known *= 2) {
      for (int window = 0; window < windows; window++) {
        for (int digit = 1; digit <= known && isStored(window, known + digit); digit++) {
          additions.note(
              offset(window, known), offset(window, digit), offset(window, known + digit), 0);
        }
      }
      additions.addAll(points, exceptional);
    }
    return WindowTable.pack(width, points);
  }

  /** Places 2^(width * i) * point, made affine, as the first point of each window. */
  private void placeBases(long[] point) {
    long[] bases = new long[windows * JACOBIAN];
    JacobianPoint base = new JacobianPoint();
    base.setAffine(point, 0);
    for (int window = 0; window < windows; window++) {
      base.store(bases, window * JACOBIAN);
      for (int i = 0; i < width; i++) {
        base.twice();
      }
    }
    // One inversion for all: of the product of every Z.
    long[] products = new long[(windows + 1) * LIMBS];
    P256Field.setOne(products, 0);
    for (int window = 0; window < windows; window++) {
      int z = window * JACOBIAN + 2 * LIMBS;
      P256Field.multiply(products, (window + 1) * LIMBS, products, window * LIMBS, bases, z);
    }
    long[] inverse = new long[LIMBS];
    new FieldInverse().invert(inverse, 0, products, windows * LIMBS);
    for (int window = windows - 1; window >= 0; window--) {
      long[] z = new long[2 * LIMBS];
      int x = window * JACOBIAN;
      P256Field.multiply(z, 0, inverse, 0, products, window * LIMBS);
      P256Field.multiply(inverse, 0, inverse, 0, bases, x + 2 * LIMBS);
      P256Field.square(z, LIMBS, z, 0);
      P256Field.multiply(z, 0, z, 0, z, LIMBS);
      P256Field.multiply(points, offset(window, 1), bases, x, z, LIMBS);
      P256Field.multiply(points, offset(window, 1) + LIMBS, bases, x + LIMBS, z, 0);
    }
  }

  private int offset(int window, int digit) {
    return (window * half + digit - 1) * AFFINE;
  }

  /** The last window, which has few bits of a scalar, is cut short. */
  private boolean isStored(int window, int digit) {
    return offset(window, digit) < points.length;
  }
}
