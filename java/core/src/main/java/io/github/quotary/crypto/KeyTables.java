package io.github.quotary.crypto;

import io.github.quotary.crypto.p256.JacobianPoint;
import io.github.quotary.crypto.p256.P256Curve;
import io.github.quotary.crypto.p256.PointTable;
import io.github.quotary.crypto.p256.SpacedTable;
import io.github.quotary.crypto.p256.WindowTable;
import org.jspecify.annotations.Nullable;

/**
 * The {@link PointTable}s of {@linkplain PreparedKeys keys that are expected again}, and that of
 * Intel's root key, which stays. Thread-safe.
 */
final class KeyTables {
  /** Bits of a window of a large table: 43 additions from 85 KiB. */
  static final int WIDTH = 6;

  /** For keys of which many signatures come: Intel's and those of the busiest platforms. */
  private static final long LARGE_BYTES = 64L << 20;

  private final PreparedKeys<PointTable> keys;

  KeyTables(long maxBytes) {
    keys = new PreparedKeys<>(maxBytes, new Maker());
  }

  /** What a number of platforms needs. */
  static long bytesFor(int platforms) {
    return LARGE_BYTES + (long) platforms * SpacedTable.BYTES;
  }

  /** The table of a key, or null. */
  @Nullable PointTable find(P256PublicKey key) {
    return key.equals(IntelRootKey.KEY) ? Intel.ROOT : keys.find(key);
  }

  /** Counts a hint that a key will be used again and makes its table when it is worth one. */
  void hint(P256PublicKey key) {
    if (!key.equals(IntelRootKey.KEY)) {
      keys.hint(key);
    }
  }

  /** How many keys have tables, Intel's root key aside. */
  int size() {
    return keys.size();
  }

  /** The bytes of these tables. */
  long bytes() {
    return keys.bytes();
  }

  /** How many keys had to make room. */
  long evictions() {
    return keys.evictions();
  }

  /** Small tables of 4 KiB, large ones of 85 KiB. */
  private static final class Maker implements TableMaker<PointTable> {
    @Override
    public long bytes(TableSize size) {
      return size == TableSize.SMALL ? SpacedTable.BYTES : WindowTable.bytes(WIDTH);
    }

    @Override
    public PointTable make(P256PublicKey key, TableSize size) {
      long[] point = new long[JacobianPoint.AFFINE];
      P256Curve.load(key.raw(), 0, point, 0);
      return size == TableSize.SMALL ? SpacedTable.of(point) : WindowTable.of(point, WIDTH);
    }
  }

  /** Made with the first signature by this key. */
  private static final class Intel {
    static final PointTable ROOT = new Maker().make(IntelRootKey.KEY, TableSize.LARGE);
  }
}
