package io.github.quotary.vector.lanes;

import static io.github.quotary.vector.lanes.LaneField.ELEMENT;
import static io.github.quotary.vector.lanes.LaneField.LANES;

/** The affine x of many points, X / Z^2, by one inversion. Not thread-safe. */
final class LaneQuotients {
  private final LaneInverse inverse = new LaneInverse();
  private final int[] result;
  private final int[] owner;
  private final long[] x;
  private final long[] z;
  private final long[] products;
  private final long[] m = new long[2 * ELEMENT];
  private int count;

  /** For at most {@code capacity} points at a time. */
  LaneQuotients(int capacity) {
    result = new int[capacity];
    owner = new int[capacity];
    x = new long[capacity * ELEMENT];
    z = new long[capacity * ELEMENT];
    products = new long[(capacity + 1) * ELEMENT];
  }

  void clear() {
    count = 0;
  }

  /**
   * Notes a point.
   *
   * @param to where its x goes
   * @param whose index of what {@link #divide} marks if Z is zero
   */
  void note(LanePoint point, int to, int whose) {
    point.copyX(x, count * ELEMENT);
    point.copyZ(z, count * ELEMENT);
    result[count] = to;
    owner[count] = whose;
    count++;
  }

  /**
   * Divides all that were noted.
   *
   * @param exceptional gets the bits of those lanes whose Z is zero
   */
  void divide(long[] to, int[] exceptional) {
    if (count == 0) {
      return;
    }
    LaneField.copy(products, 0, LaneField.ONE, 0);
    for (int i = 0; i < count; i++) {
      int at = i * ELEMENT;
      int zeros = LaneField.zeros(z, at);
      exceptional[owner[i]] |= zeros;
      for (int k = 0; zeros != 0 && k < ELEMENT; k++) {
        if ((zeros >> (k % LANES) & 1) != 0) {
          z[at + k] = LaneField.ONE[k];
        }
      }
      LaneProduct.multiply(products, at + ELEMENT, z, at, products, at);
    }
    inverse.invert(m, 0, products, count * ELEMENT);
    for (int i = count - 1; i >= 0; i--) {
      int at = i * ELEMENT;
      LaneProduct.multiply(m, ELEMENT, m, 0, products, at);
      LaneProduct.multiply(m, 0, m, 0, z, at);
      LaneProduct.multiply(m, ELEMENT, m, ELEMENT, m, ELEMENT);
      LaneProduct.multiply(to, result[i], x, at, m, ELEMENT);
    }
    count = 0;
  }
}
