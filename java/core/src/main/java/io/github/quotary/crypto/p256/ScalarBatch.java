package io.github.quotary.crypto.p256;

import static io.github.quotary.crypto.p256.P256Field.LIMBS;

/**
 * The scalars of a verification, u1 = e / s and u2 = r / s modulo n (FIPS 186-4, 6.4.2), for one or
 * many signatures with one inversion: that of the product of all s. Not thread-safe.
 */
public final class ScalarBatch {
  private final ModularInverse inverse = new ModularInverse(P256Order.modulus());

  /** For each signature r, s, u1, u2, five limbs each, and the product of all s before it. */
  private final long[] scalars;

  private final long[] m = new long[2 * LIMBS];
  private int count;

  private static final int R = 0;
  private static final int S = LIMBS;
  private static final int U1 = 2 * LIMBS;
  private static final int U2 = 3 * LIMBS;
  private static final int PRODUCT = 4 * LIMBS;
  private static final int STRIDE = 5 * LIMBS;

  public ScalarBatch(int capacity) {
    scalars = new long[capacity * STRIDE];
  }

  public void clear() {
    count = 0;
  }

  /**
   * Takes a signature, if r and s are in [1, n-1].
   *
   * @param rs 64 bytes from {@code rsAt}
   * @param digest 32 bytes from {@code digestAt}
   * @return whether it was taken
   */
  public boolean add(byte[] rs, int rsAt, byte[] digest, int digestAt) {
    int base = count * STRIDE;
    Limbs.fromBytes(rs, rsAt, scalars, base + R);
    Limbs.fromBytes(rs, rsAt + 32, scalars, base + S);
    if (!P256Order.isInRange(scalars, base + R) || !P256Order.isInRange(scalars, base + S)) {
      return false;
    }
    Limbs.fromBytes(digest, digestAt, scalars, base + U1);
    count++;
    return true;
  }

  /**
   * Computes u1 and u2 of all that were taken.
   *
   * <p>A product of k + 1 numbers by Montgomery's multiplication carries the factor 2^(-260 k), and
   * its inverse 2^(260 k), or one more after the conversion. Each step down takes one s away and
   * one such factor, so that 1 / s always comes out with the factor 2^260, which the last
   * multiplication, by e or r, takes away.
   */
  public void compute() {
    if (count == 0) {
      return;
    }
    int last = (count - 1) * STRIDE;
    System.arraycopy(scalars, S, scalars, PRODUCT, LIMBS);
    for (int at = STRIDE; at <= last; at += STRIDE) {
      P256Order.multiply(scalars, at + PRODUCT, scalars, at - STRIDE + PRODUCT, scalars, at + S);
    }
    inverse.invert(m, 0, scalars, last + PRODUCT);
    P256Order.multiply(m, 0, m, 0, P256Order.TO_MONTGOMERY, 0);
    for (int at = last; at > 0; at -= STRIDE) {
      P256Order.multiply(m, LIMBS, m, 0, scalars, at - STRIDE + PRODUCT);
      P256Order.multiply(m, 0, m, 0, scalars, at + S);
      finish(at, LIMBS);
    }
    finish(0, 0);
  }

  private void finish(int at, int inverseOfS) {
    P256Order.multiply(scalars, at + U1, scalars, at + U1, m, inverseOfS);
    P256Order.multiply(scalars, at + U2, scalars, at + R, m, inverseOfS);
  }

  /** Where {@link #r}, {@link #u1} and {@link #u2} point into. */
  public long[] limbs() {
    return scalars;
  }

  public int r(int index) {
    return index * STRIDE + R;
  }

  public int u1(int index) {
    return index * STRIDE + U1;
  }

  public int u2(int index) {
    return index * STRIDE + U2;
  }
}
