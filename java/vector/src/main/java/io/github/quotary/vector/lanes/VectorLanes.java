package io.github.quotary.vector.lanes;

import io.github.quotary.crypto.P256Lanes;
import io.github.quotary.crypto.TableSize;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;

/** The arithmetic in eight lanes of 64 bits. Thread-safe. */
public final class VectorLanes implements P256Lanes {
  private static final String NAME = "vector";

  private final int broken;

  /** All lanes as they should be. */
  public VectorLanes() {
    this(0);
  }

  /**
   * For tests.
   *
   * @param broken the lanes that take every signature for good, as bits
   */
  VectorLanes(int broken) {
    this.broken = broken;
  }

  /** The widest vectors of this processor, in bits. */
  public static int widestVectors() {
    return Math.min(
        LongVector.SPECIES_PREFERRED.vectorBitSize(),
        DoubleVector.SPECIES_PREFERRED.vectorBitSize());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public long tableBytes(TableSize size) {
    return VectorTable.bytes(size);
  }

  /** {@inheritDoc} The garbage collector frees them: a budget of their own is not needed. */
  @Override
  public Tables tables(long maxBytes) {
    return VectorTable::of;
  }

  @Override
  public Workspace workspace(int capacity) {
    return new VectorWorkspace(capacity, broken);
  }
}
