package io.github.quotary.crypto.p256;

import static io.github.quotary.crypto.p256.JacobianPoint.AFFINE;

/**
 * Makes the points of a {@link WindowTable}: first 2^(width * i) by doublings, then, in every
 * window at once, 2 from 1, 3 and 4 from 1 and 2, 5 to 8 from 1 to 4, each step with one inversion.
 * No addition is exceptional, since the order of the point is a prime of 256 bits.
 */
final class WindowPoints {
  private final int windows;
  private final int half;
  private final long[] points;
  private final AffineAdditions additions;

  WindowPoints(long[] point, int width, int count) {
    windows = WindowTable.windows(width);
    half = 1 << (width - 1);
    points = new long[count * AFFINE];
    additions = new AffineAdditions(Math.max(windows, count / 2 + 1));
    Doublings.store(point, windows, width, points, half * AFFINE);
  }

  /** x and y of each, in the order of the table. */
  long[] make() {
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
    return points;
  }

  private int offset(int window, int digit) {
    return (window * half + digit - 1) * AFFINE;
  }

  /** The last window, which has few bits of a scalar, is cut short. */
  private boolean isStored(int window, int digit) {
    return offset(window, digit) < points.length;
  }
}
