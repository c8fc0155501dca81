package io.github.quotary.vector.lanes;

import io.github.quotary.crypto.P256Lanes.Table;
import io.github.quotary.crypto.TableSize;
import io.github.quotary.crypto.p256.JacobianPoint;
import io.github.quotary.crypto.p256.P256Curve;
import io.github.quotary.crypto.p256.PointTable;

/**
 * The multiples of a key.
 *
 * @param points in the form that plain Java reads, too: four words for x and four for y
 */
record VectorTable(PointTable points, TableSize size) implements Table {
  static final int LARGE_WIDTH = 6;

  static long bytes(TableSize size) {
    return size == TableSize.LARGE ? OddTable.bytes(LARGE_WIDTH) : CombTable.BYTES;
  }

  /**
   * Makes the table of a key.
   *
   * @param xy x followed by y, big-endian, 64 bytes
   * @throws IllegalArgumentException for what is not a point on the curve
   */
  static VectorTable of(byte[] xy, TableSize size) {
    if (!P256Curve.isPoint(xy)) {
      throw new IllegalArgumentException("The key is not a point on P-256");
    }
    long[] point = new long[JacobianPoint.AFFINE];
    P256Curve.load(xy, 0, point, 0);
    return new VectorTable(
        size == TableSize.LARGE ? OddTable.of(point, LARGE_WIDTH) : CombTable.of(point), size);
  }

  Kind kind() {
    return size == TableSize.LARGE ? Kind.LARGE : Kind.SMALL;
  }
}
