package io.github.quotary.p256;

import io.github.quotary.crypto.P256Lanes.Table;
import io.github.quotary.crypto.TableSize;

/** The multiples of a key, in the form of one tier. Immutable once it is made. */
final class NativeTable implements Table {
  final NativeMemory memory;

  /** The number of the tier. */
  final int tier;

  private final TableSize size;

  NativeTable(NativeMemory memory, int tier, TableSize size) {
    this.memory = memory;
    this.tier = tier;
    this.size = size;
  }

  @Override
  public TableSize size() {
    return size;
  }
}
