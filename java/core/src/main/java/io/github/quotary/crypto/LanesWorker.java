package io.github.quotary.crypto;

import io.github.quotary.crypto.P256Lanes.Table;
import io.github.quotary.crypto.P256Lanes.Workspace;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The working memory with which one thread at a time verifies signatures by {@link P256Lanes}. Not
 * thread-safe.
 */
final class LanesWorker {
  /** Signatures of one call: enough to sort them well, and few enough for the cache. */
  static final int CAPACITY = 256;

  private final Workspace workspace;
  private final @Nullable Table[] tables = new @Nullable Table[CAPACITY];

  /** The lane of the batch that each signature of the workspace stands in. */
  private final int[] lanes = new int[CAPACITY];

  private int size;

  LanesWorker(Workspace workspace) {
    this.workspace = workspace;
  }

  /** The tables that there are. */
  @FunctionalInterface
  interface Tables {
    @Nullable Table find(P256PublicKey key);
  }

  boolean verify(P256PublicKey key, @Nullable Table table, byte[] digest, byte[] signature) {
    try {
      workspace.add(key.raw(), table, digest, 0, signature, 0);
      workspace.verify();
      return workspace.isVerified(0);
    } finally {
      workspace.clear();
    }
  }

  void verifyAll(P256Batch batch, Tables all) {
    for (int from = 0; from < batch.size(); from += CAPACITY) {
      int count = Math.min(batch.size() - from, CAPACITY);
      try {
        verifySome(batch, from, count, all);
      } finally {
        // A worker that lies idle must not keep what the cache has dropped.
        Arrays.fill(tables, 0, count, null);
        workspace.clear();
        size = 0;
      }
    }
  }

  private void verifySome(P256Batch batch, int from, int count, Tables all) {
    for (int i = 0; i < count; i++) {
      tables[i] = all.find(batch.key(from + i));
    }
    // Those that take the same way stand together.
    addAll(batch, from, count, TableSize.LARGE);
    addAll(batch, from, count, TableSize.SMALL);
    addAll(batch, from, count, null);
    workspace.verify();
    for (int i = 0; i < size; i++) {
      batch.answer(lanes[i], workspace.isVerified(i));
    }
  }

  private void addAll(P256Batch batch, int from, int count, @Nullable TableSize tableSize) {
    for (int i = 0; i < count; i++) {
      Table table = tables[i];
      if ((table == null ? null : table.size()) == tableSize) {
        int lane = from + i;
        workspace.add(
            batch.key(lane).raw(),
            table,
            batch.digests(),
            lane * EcdsaP256.DIGEST_LENGTH,
            batch.signatures(),
            lane * P256Signature.RAW_LENGTH);
        lanes[size++] = lane;
      }
    }
  }
}
