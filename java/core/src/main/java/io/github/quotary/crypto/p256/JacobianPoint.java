package io.github.quotary.crypto.p256;

import static io.github.quotary.crypto.p256.P256Field.LIMBS;

/**
 * A point of P-256 to which others are added: (X, Y, Z) stands for (X / Z^2, Y / Z^3).
 *
 * <p>The quick additions are the textbook's and fail for equal and for opposite points. They fail
 * visibly: Z becomes zero modulo p and, since every formula multiplies by Z, stays so. So whoever
 * adds quickly asks {@link #isLost()} once, at the end, and starts again with {@link
 * #addComplete(long[], int)} if it is.
 *
 * <p>Points that are added lie in a {@code long[]} as x and y, ten limbs in Montgomery form. Not
 * thread-safe.
 */
public final class JacobianPoint {
  /** Limbs of an affine point. */
  public static final int AFFINE = 2 * LIMBS;

  /** Limbs of X, Y and Z. */
  static final int JACOBIAN = 3 * LIMBS;

  private static final int X = 0;
  private static final int Y = LIMBS;
  private static final int Z = 2 * LIMBS;

  /** Working memory, nine elements. */
  private static final int A = 3 * LIMBS;

  private static final int B = 4 * LIMBS;
  private static final int C = 5 * LIMBS;
  private static final int D = 6 * LIMBS;
  private static final int E = 7 * LIMBS;
  private static final int F = 8 * LIMBS;
  private static final int G = 9 * LIMBS;

  private final long[] m = new long[10 * LIMBS];
  private boolean infinity = true;

  public void setInfinity() {
    infinity = true;
  }

  public void setAffine(long[] point, int at) {
    P256Field.copy(m, X, point, at);
    P256Field.copy(m, Y, point, at + LIMBS);
    P256Field.setOne(m, Z);
    infinity = false;
  }

  /** Stores X, Y and Z of this point, which is not infinity. */
  void store(long[] to, int at) {
    System.arraycopy(m, X, to, at, JACOBIAN);
  }

  /** Doubles this point; a = -3, three multiplications and five squarings. */
  public void twice() {
    if (infinity) {
      return;
    }
    long[] m = this.m;
    FieldProduct.square(m, A, m, Z);
    FieldProduct.square(m, B, m, Y);
    FieldProduct.multiply(m, C, m, X, m, B);
    P256Field.subtract(m, D, m, X, m, A);
    P256Field.add(m, E, m, X, m, A);
    FieldProduct.multiply(m, D, m, D, m, E);
    for (int i = D; i < D + LIMBS; i++) {
      m[i] *= 3;
    }
    // Z' = (Y + Z)^2 - Y^2 - Z^2
    P256Field.add(m, E, m, Y, m, Z);
    FieldProduct.square(m, E, m, E);
    for (int i = 0; i < LIMBS; i++) {
      m[Z + i] = m[E + i] - m[A + i] - m[B + i];
    }
    // X' = D^2 - 8 X Y^2
    FieldProduct.square(m, E, m, D);
    P256Field.reduce(
        m,
        X,
        m[E] - 8 * m[C],
        m[E + 1] - 8 * m[C + 1],
        m[E + 2] - 8 * m[C + 2],
        m[E + 3] - 8 * m[C + 3],
        m[E + 4] - 8 * m[C + 4]);
    // Y' = D (4 X Y^2 - X') - 8 Y^4
    for (int i = 0; i < LIMBS; i++) {
      m[C + i] = 4 * m[C + i] - m[X + i];
    }
    FieldProduct.multiply(m, C, m, C, m, D);
    FieldProduct.square(m, B, m, B);
    P256Field.reduce(
        m,
        Y,
        m[C] - 8 * m[B],
        m[C + 1] - 8 * m[B + 1],
        m[C + 2] - 8 * m[B + 2],
        m[C + 3] - 8 * m[B + 3],
        m[C + 4] - 8 * m[B + 4]);
  }

  /** Adds an affine point that is neither this one nor its opposite; 8M + 3S. */
  public void add(long[] point, int at) {
    if (infinity) {
      setAffine(point, at);
      return;
    }
    prepare(point, at);
    finish();
    FieldProduct.multiply(m, Z, m, Z, m, D);
  }

  /** Adds an affine point, whatever it is. */
  public void addComplete(long[] point, int at) {
    if (infinity) {
      setAffine(point, at);
      return;
    }
    prepare(point, at);
    if (P256Field.isZero(m, D, m, A)) {
      if (P256Field.isZero(m, E, m, A)) {
        twice();
      } else {
        infinity = true;
      }
      return;
    }
    finish();
    FieldProduct.multiply(m, Z, m, Z, m, D);
  }

  /** D = x Z^2 - X and E = y Z^3 - Y. */
  private void prepare(long[] point, int at) {
    long[] m = this.m;
    FieldProduct.square(m, A, m, Z);
    FieldProduct.multiply(m, D, point, at, m, A);
    FieldProduct.multiply(m, A, m, Z, m, A);
    FieldProduct.multiply(m, E, point, at + LIMBS, m, A);
    P256Field.subtract(m, D, m, D, m, X);
    P256Field.subtract(m, E, m, E, m, Y);
  }

  /** X' = E^2 - D^3 - 2 X D^2 and Y' = E (X D^2 - X') - Y D^3. */
  private void finish() {
    long[] m = this.m;
    FieldProduct.square(m, A, m, D);
    FieldProduct.multiply(m, B, m, D, m, A);
    FieldProduct.multiply(m, C, m, X, m, A);
    FieldProduct.square(m, F, m, E);
    P256Field.reduce(
        m,
        X,
        m[F] - m[B] - 2 * m[C],
        m[F + 1] - m[B + 1] - 2 * m[C + 1],
        m[F + 2] - m[B + 2] - 2 * m[C + 2],
        m[F + 3] - m[B + 3] - 2 * m[C + 3],
        m[F + 4] - m[B + 4] - 2 * m[C + 4]);
    P256Field.subtract(m, C, m, C, m, X);
    FieldProduct.multiply(m, C, m, C, m, E);
    FieldProduct.multiply(m, F, m, Y, m, B);
    P256Field.subtract(m, Y, m, C, m, F);
  }

  boolean isInfinity() {
    return infinity;
  }

  /** Whether a quick addition met an exceptional case, so that this point says nothing. */
  public boolean isLost() {
    return !infinity && P256Field.isZero(m, Z, m, A);
  }

  /**
   * Whether the affine x of this point is a given integer.
   *
   * @param x the integer in Montgomery form
   */
  public boolean hasX(long[] x, int at) {
    if (infinity) {
      return false;
    }
    FieldProduct.square(m, A, m, Z);
    FieldProduct.multiply(m, A, x, at, m, A);
    P256Field.subtract(m, A, m, A, m, X);
    return P256Field.isZero(m, A, m, G);
  }
}
