package io.github.quotary.crypto;

import io.github.quotary.crypto.p256.JacobianPoint;
import io.github.quotary.crypto.p256.P256Curve;
import io.github.quotary.crypto.p256.WindowTable;
import org.jspecify.annotations.Nullable;

/**
 * The {@link WindowTable}s of {@linkplain PreparedKeys keys that are expected again}, and that of
 * Intel's root key, which stays. Thread-safe.
 */
final class KeyTables {
  /** Bits of a window: 43 additions from 85 KiB. */
  static final int WIDTH = 6;

  private final PreparedKeys<WindowTable> keys;

  KeyTables(long maxBytes) {
    keys = new PreparedKeys<>(maxBytes, WindowTable.bytes(WIDTH), KeyTables::make);
  }

  private static WindowTable make(P256PublicKey key) {
    long[] point = new long[JacobianPoint.AFFINE];
    P256Curve.load(key.raw(), 0, point, 0);
    return WindowTable.of(point, WIDTH);
  }

  /** The table of a key, or null. */
  @Nullable WindowTable find(P256PublicKey key) {
    return key.equals(IntelRootKey.KEY) ? Intel.ROOT : keys.find(key);
  }

  /** Counts a hint that a key will be used again and makes its table when it is worth one. */
  void hint(P256PublicKey key) {
    if (!key.equals(IntelRootKey.KEY)) {
      keys.hint(key);
    }
  }

  /** How many tables there are, Intel's root key aside. */
  int size() {
    return keys.size();
  }

  /** The bytes of these tables. */
  long bytes() {
    return keys.bytes();
  }

  /** How many tables had to make room. */
  long evictions() {
    return keys.evictions();
  }

  /** Made with the first signature by this key. */
  private static final class Intel {
    static final WindowTable ROOT = make(IntelRootKey.KEY);
  }
}
