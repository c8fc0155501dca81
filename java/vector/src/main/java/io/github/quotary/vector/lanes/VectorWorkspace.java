package io.github.quotary.vector.lanes;

import io.github.quotary.crypto.P256Lanes.Table;
import io.github.quotary.crypto.P256Lanes.Workspace;
import io.github.quotary.crypto.p256.JacobianPoint;
import io.github.quotary.crypto.p256.P256Curve;
import io.github.quotary.crypto.p256.P256Verification;
import io.github.quotary.crypto.p256.PointTable;
import io.github.quotary.crypto.p256.ScalarBatch;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Signatures in groups of eight lanes of one {@link Kind}; what does not fill most of a group is
 * verified in plain Java, which is faster for so few. Not thread-safe.
 */
final class VectorWorkspace implements Workspace {
  private static final int KEY_LENGTH = 64;

  /** Lanes below which plain Java is faster. */
  private static final int WORTHWHILE = 3;

  private final byte[] keys;
  private final @Nullable VectorTable[] tables;
  private final boolean[] answers;

  /** The number of each signature in {@link #scalars}, or -1 if r or s is out of range. */
  private final int[] indices;

  private final ScalarBatch scalars;
  private final P256Verification verification = new P256Verification();
  private final long[] point = new long[JacobianPoint.AFFINE];
  private final LaneSums sums = new LaneSums();

  /** The signatures that stand in the lanes of {@link #sums}, and those that wait for a group. */
  private final int[] lanes = new int[LaneSums.CAPACITY * LaneField.LANES];

  private final int[] waiting = new int[LaneField.LANES];
  private int waitingCount;

  /** The lanes that are broken on purpose, as bits; 0 but in tests. */
  private final int broken;

  private int size;
  private int taken;

  VectorWorkspace(int capacity, int broken) {
    keys = new byte[capacity * KEY_LENGTH];
    tables = new @Nullable VectorTable[capacity];
    answers = new boolean[capacity];
    indices = new int[capacity];
    scalars = new ScalarBatch(capacity);
    this.broken = broken;
  }

  @Override
  public int capacity() {
    return tables.length;
  }

  @Override
  public void clear() {
    Arrays.fill(tables, 0, size, null);
    scalars.clear();
    size = 0;
    taken = 0;
  }

  @Override
  public void add(
      byte[] xy,
      @Nullable Table table,
      byte[] digest,
      int digestAt,
      byte[] signature,
      int signatureAt) {
    Objects.checkIndex(size, tables.length);
    System.arraycopy(xy, 0, keys, size * KEY_LENGTH, KEY_LENGTH);
    tables[size] = (VectorTable) table;
    answers[size] = false;
    indices[size] = scalars.add(signature, signatureAt, digest, digestAt) ? taken++ : -1;
    size++;
  }

  @Override
  public void verify() {
    scalars.compute();
    sums.clear();
    for (Kind kind : KINDS) {
      verifyAll(kind);
    }
    verifySums();
  }

  private static final Kind[] KINDS = Kind.values();

  private void verifyAll(Kind kind) {
    waitingCount = 0;
    for (int i = 0; i < size; i++) {
      if (indices[i] >= 0 && kind(i) == kind) {
        waiting[waitingCount++] = i;
        if (waitingCount == LaneField.LANES) {
          addGroup(kind);
        }
      }
    }
    if (waitingCount >= WORTHWHILE) {
      addGroup(kind);
    }
    for (int i = 0; i < waitingCount; i++) {
      answers[waiting[i]] = holds(waiting[i]);
    }
  }

  private Kind kind(int i) {
    VectorTable table = tables[i];
    return table == null ? Kind.NEW : table.kind();
  }

  /** Makes a group of those that wait; lanes that are left are filled with one of them again. */
  private void addGroup(Kind kind) {
    if (sums.isFull()) {
      verifySums();
    }
    sums.start(kind);
    for (int lane = 0; lane < LaneField.LANES; lane++) {
      int i = waiting[lane < waitingCount ? lane : 0];
      VectorTable table = tables[i];
      if (table == null) {
        sums.setNew(lane, scalars, indices[i], keys, i * KEY_LENGTH);
      } else {
        sums.set(lane, scalars, indices[i], table.points());
      }
      lanes[sums.size() * LaneField.LANES + lane] = lane < waitingCount ? i : -1;
    }
    sums.end();
    waitingCount = 0;
  }

  private void verifySums() {
    if (sums.size() == 0) {
      return;
    }
    sums.sum();
    for (int group = 0; group < sums.size(); group++) {
      for (int lane = 0; lane < LaneField.LANES; lane++) {
        int i = lanes[group * LaneField.LANES + lane];
        if (i >= 0) {
          answers[i] = holds(i, group, lane);
        }
      }
    }
    sums.clear();
  }

  private boolean holds(int i, int group, int lane) {
    if (sums.isExceptional(group, lane)) {
      P256Curve.load(keys, i * KEY_LENGTH, point, 0);
      return verification.holdsCompletely(scalars, indices[i], point);
    }
    return sums.holds(group, lane, scalars, indices[i]) || (broken >> lane & 1) != 0;
  }

  /** A signature by itself, in plain Java. */
  private boolean holds(int i) {
    VectorTable table = tables[i];
    PointTable ofKey = table == null ? null : table.points();
    P256Curve.load(keys, i * KEY_LENGTH, point, 0);
    return verification.holds(scalars, indices[i], point, ofKey);
  }

  @Override
  public boolean isVerified(int index) {
    return answers[Objects.checkIndex(index, size)];
  }
}
