package io.github.quotary.crypto;

import io.github.quotary.crypto.p256.JacobianPoint;
import io.github.quotary.crypto.p256.P256Curve;
import io.github.quotary.crypto.p256.P256Verification;
import io.github.quotary.crypto.p256.PointTable;
import io.github.quotary.crypto.p256.ScalarBatch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The working memory with which one thread at a time verifies signatures. Not thread-safe. */
final class P256Worker {
  /** Signatures that share inversions. */
  private static final int CHUNK = TableSums.CAPACITY;

  private final ScalarBatch scalars = new ScalarBatch(CHUNK);
  private final P256Verification verification = new P256Verification();
  private final long[] point = new long[JacobianPoint.AFFINE];

  /** The lane of the batch that each signature of the chunk stands in. */
  private final int[] lanes = new int[CHUNK];

  /** The index in the chunk of each signature that awaits its sum. */
  private final int[] slots = new int[CHUNK];

  private int waiting;

  /** The table of each signature of the chunk. */
  private final @Nullable PointTable[] tables = new PointTable[CHUNK];

  /** About a megabyte, which only batches need. */
  private @Nullable TableSums sums;

  boolean verify(P256PublicKey key, @Nullable PointTable table, byte[] digest, byte[] signature) {
    scalars.clear();
    if (!scalars.add(signature, 0, digest, 0)) {
      return false;
    }
    scalars.compute();
    return holds(0, key, table);
  }

  private boolean holds(int index, P256PublicKey key, @Nullable PointTable table) {
    P256Curve.load(key.raw(), 0, point, 0);
    return verification.holds(scalars, index, point, table);
  }

  /**
   * Verifies all signatures of a batch.
   *
   * @param newKeys verifies those by keys without a table, or null for this worker itself
   */
  void verifyAll(P256Batch batch, KeyTables cache, @Nullable EcdsaP256 newKeys) {
    for (int from = 0; from < batch.size(); from += CHUNK) {
      int count = takeChunk(batch, from, Math.min(batch.size(), from + CHUNK), cache, newKeys);
      scalars.compute();
      verifyChunk(batch, count);
    }
  }

  /** Takes the lanes with r and s in range, notes the answer of the others. */
  private int takeChunk(
      P256Batch batch, int from, int end, KeyTables cache, @Nullable EcdsaP256 newKeys) {
    scalars.clear();
    int count = 0;
    for (int lane = from; lane < end; lane++) {
      PointTable table = cache.find(batch.key(lane));
      if (table == null && newKeys != null) {
        batch.answer(lane, newKeys.verifyLane(batch, lane));
      } else if (scalars.add(
          batch.signatures(), lane * P256Signature.RAW_LENGTH,
          batch.digests(), lane * EcdsaP256.DIGEST_LENGTH)) {
        tables[count] = table;
        lanes[count++] = lane;
      } else {
        batch.answer(lane, false);
      }
    }
    return count;
  }

  private void verifyChunk(P256Batch batch, int count) {
    int fresh = 0;
    int windowed = 0;
    for (int index = 0; index < count; index++) {
      PointTable table = tables[index];
      fresh += table == null ? 1 : 0;
      windowed += table != null && table.places() == 1 ? 1 : 0;
    }
    int spaced = count - fresh - windowed;
    waiting = 0;
    for (int index = 0; index < count; index++) {
      PointTable table = tables[index];
      if (TableSums.isWorthwhile(table, fresh, windowed, spaced)) {
        slots[waiting++] = index;
      } else {
        batch.answer(lanes[index], holds(index, batch.key(lanes[index]), table));
      }
    }
    verifyWaiting(batch);
    // A worker that lies idle must not keep what the cache has dropped.
    Arrays.fill(tables, null);
  }

  private void verifyWaiting(P256Batch batch) {
    if (waiting == 0) {
      return;
    }
    TableSums all = sums();
    all.clear();
    for (int slot = 0; slot < waiting; slot++) {
      int index = slots[slot];
      PointTable table = tables[index];
      if (table == null) {
        all.addNew(scalars, index, batch.key(lanes[index]));
      } else {
        all.add(scalars, index, table);
      }
    }
    all.sum();
    for (int slot = 0; slot < waiting; slot++) {
      int lane = lanes[slots[slot]];
      batch.answer(lane, holds(all, slot, batch.key(lane)));
    }
  }

  private TableSums sums() {
    TableSums made = sums;
    if (made == null) {
      made = new TableSums();
      sums = made;
    }
    return made;
  }

  private boolean holds(TableSums all, int slot, P256PublicKey key) {
    int index = slots[slot];
    if (all.isLost(slot) || (all.sum(slot) < 0 && !all.isNew(slot))) {
      P256Curve.load(key.raw(), 0, point, 0);
      return verification.holdsCompletely(scalars, index, point);
    }
    if (all.isNew(slot)) {
      return verification.holds(scalars, index, all.points(), all.multiples(slot), all.sum(slot));
    }
    return all.holds(slot, scalars, index);
  }
}
