package io.github.quotary.crypto;

import static java.util.Objects.requireNonNull;

import io.github.quotary.crypto.p256.JacobianPoint;
import io.github.quotary.crypto.p256.P256Curve;
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

  void verifyAll(P256Batch batch, KeyTables cache) {
    for (int from = 0; from < batch.size(); from += CHUNK) {
      int count = takeChunk(batch, from, Math.min(batch.size(), from + CHUNK));
      scalars.compute();
      verifyChunk(batch, count, cache);
    }
  }

  /** Takes the lanes with r and s in range, notes the answer of the others. */
  private int takeChunk(P256Batch batch, int from, int end) {
    scalars.clear();
    int count = 0;
    for (int lane = from; lane < end; lane++) {
      if (scalars.add(
          batch.signatures(), lane * P256Signature.RAW_LENGTH,
          batch.digests(), lane * EcdsaP256.DIGEST_LENGTH)) {
        lanes[count++] = lane;
      } else {
        batch.answer(lane, false);
      }
    }
    return count;
  }

  private void verifyChunk(P256Batch batch, int count, KeyTables cache) {
    int windowed = 0;
    int spaced = 0;
    for (int index = 0; index < count; index++) {
      PointTable table = cache.find(batch.key(lanes[index]));
      tables[index] = table;
      if (table != null) {
        windowed += table.places() == 1 ? 1 : 0;
        spaced += table.places() == 1 ? 0 : 1;
      }
    }
    waiting = 0;
    for (int index = 0; index < count; index++) {
      PointTable table = tables[index];
      if (table != null && TableSums.isWorthwhile(table, windowed, spaced)) {
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
    if (sums == null) {
      sums = new TableSums();
    }
    sums.clear();
    for (int slot = 0; slot < waiting; slot++) {
      sums.add(scalars, slots[slot], requireNonNull(tables[slots[slot]]));
    }
    sums.sum();
    for (int slot = 0; slot < waiting; slot++) {
      int lane = lanes[slots[slot]];
      batch.answer(
          lane,
          sums.isLost(slot)
              ? holdsCompletely(slot, batch.key(lane))
              : sums.holds(slot, scalars, slots[slot]));
    }
    waiting = 0;
  }

  private boolean holdsCompletely(int slot, P256PublicKey key) {
    P256Curve.load(key.raw(), 0, point, 0);
    return verification.holdsCompletely(scalars, slots[slot], point);
  }
}
