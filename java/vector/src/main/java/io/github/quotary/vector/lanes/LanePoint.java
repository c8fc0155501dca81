package io.github.quotary.vector.lanes;

import static io.github.quotary.vector.lanes.LaneField.ELEMENT;

/**
 * Eight points of P-256 to which others are added: (X, Y, Z) stands for (X / Z^2, Y / Z^3). The
 * formulas are those of {@link io.github.quotary.crypto.p256.JacobianPoint}. In a lane where they
 * meet equal or opposite points, Z becomes zero and stays so. Not thread-safe.
 */
final class LanePoint {
  private static final int X = 0;
  private static final int Y = ELEMENT;
  private static final int Z = 2 * ELEMENT;
  private static final int A = 3 * ELEMENT;
  private static final int B = 4 * ELEMENT;
  private static final int C = 5 * ELEMENT;
  private static final int D = 6 * ELEMENT;
  private static final int E = 7 * ELEMENT;
  private static final int F = 8 * ELEMENT;

  private final long[] m = new long[9 * ELEMENT];

  void setAffine(long[] point, int at) {
    System.arraycopy(point, at, m, X, 2 * ELEMENT);
    LaneField.copy(m, Z, LaneField.ONE, 0);
  }

  void copyX(long[] to, int at) {
    LaneField.copy(to, at, m, X);
  }

  void copyZ(long[] to, int at) {
    LaneField.copy(to, at, m, Z);
  }

  /** Doubles the points; a = -3. */
  void twice() {
    multiply(A, Z, Z);
    multiply(B, Y, Y);
    multiply(C, X, B);
    // D = 3 (X - Z^2) (X + Z^2)
    LaneField.subtract(m, D, m, X, m, A);
    LaneField.reduce(m, D);
    LaneField.add(m, E, m, X, m, A);
    multiply(D, E, D);
    LaneField.multiple(m, D, m, D, 3);
    LaneField.reduce(m, D);
    // Z' = 2 Y Z
    LaneField.add(m, E, m, Y, m, Y);
    multiply(Z, E, Z);
    // X' = D^2 - 8 X Y^2
    multiply(E, D, D);
    LaneField.subtract(m, X, m, E, m, C, 3);
    LaneField.reduce(m, X);
    // Y' = D (4 X Y^2 - X') - 8 Y^4
    LaneField.multiple(m, C, m, C, 4);
    LaneField.subtract(m, C, m, C, m, X);
    LaneField.reduce(m, C);
    multiply(C, C, D);
    multiply(B, B, B);
    LaneField.subtract(m, Y, m, C, m, B, 3);
    LaneField.reduce(m, Y);
  }

  /** Adds an affine point; 8M + 3S. */
  void add(long[] point, int at) {
    multiply(A, Z, Z);
    // D = x Z^2 - X and E = y Z^3 - Y
    LaneProduct.multiply(m, D, point, at, m, A);
    multiply(A, Z, A);
    LaneProduct.multiply(m, E, point, at + ELEMENT, m, A);
    LaneField.subtract(m, D, m, D, m, X);
    LaneField.reduce(m, D);
    LaneField.subtract(m, E, m, E, m, Y);
    LaneField.reduce(m, E);
    // X' = E^2 - D^3 - 2 X D^2
    multiply(A, D, D);
    multiply(B, D, A);
    multiply(C, X, A);
    multiply(F, E, E);
    LaneField.subtract(m, X, m, F, m, B);
    LaneField.subtract(m, X, m, X, m, C, 1);
    LaneField.reduce(m, X);
    // Y' = E (X D^2 - X') - Y D^3
    LaneField.subtract(m, C, m, C, m, X);
    multiply(C, C, E);
    multiply(F, Y, B);
    LaneField.subtract(m, Y, m, C, m, F);
    LaneField.reduce(m, Y);
    multiply(Z, Z, D);
  }

  private void multiply(int r, int a, int b) {
    LaneProduct.multiply(m, r, m, a, m, b);
  }
}
