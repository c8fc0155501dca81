package io.github.quotary.p256;

import io.github.quotary.crypto.P256Lanes.Table;
import io.github.quotary.crypto.P256Lanes.Workspace;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Jobs outside the heap, 192 bytes each, and the working memory of C behind them: C reads nothing
 * of the caller's. Not thread-safe.
 */
final class NativeWorkspace implements Workspace {
  /** Size of {@code p256_job} and its offsets; the handshake compares them. */
  static final int JOB = 192;

  static final int SIGNATURE = 0;
  static final int DIGEST = 64;
  static final int KEY = 96;
  static final int TABLE = 160;
  static final int VERIFIED = 168;

  private static final int SIGNATURE_LENGTH = 64;
  private static final int DIGEST_LENGTH = 32;
  private static final int KEY_LENGTH = 64;

  private final NativeLanes lanes;
  private final NativeMemory memory;
  private final NativeMemory generator;
  private final ByteBuffer jobs;

  /** Holds the tables whose addresses stand in the jobs. */
  private final @Nullable NativeTable[] tables;

  private int size;

  NativeWorkspace(NativeLanes lanes, NativeMemory memory, NativeMemory generator, int capacity) {
    this.lanes = lanes;
    this.memory = memory;
    this.generator = generator;
    jobs = memory.buffer(bytes(capacity));
    tables = new @Nullable NativeTable[capacity];
  }

  static long bytes(int capacity) {
    return (long) capacity * JOB;
  }

  @Override
  public int capacity() {
    return tables.length;
  }

  @Override
  public void clear() {
    Arrays.fill(tables, 0, size, null);
    size = 0;
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
    NativeTable ours = (NativeTable) table;
    int job = size * JOB;
    try {
      jobs.put(job + SIGNATURE, signature, signatureAt, SIGNATURE_LENGTH);
      jobs.put(job + DIGEST, digest, digestAt, DIGEST_LENGTH);
      jobs.put(job + KEY, xy, 0, KEY_LENGTH);
      jobs.putLong(job + TABLE, ours == null ? 0 : lanes.addressOf(ours));
      jobs.putLong(job + VERIFIED, 0);
    } finally {
      Reference.reachabilityFence(memory);
    }
    tables[size] = ours;
    size++;
  }

  @Override
  public void verify() {
    try {
      if (size > 0) {
        lanes.verify(memory, generator, bytes(tables.length), size);
      }
    } finally {
      Reference.reachabilityFence(tables);
    }
  }

  @Override
  public boolean isVerified(int index) {
    try {
      return jobs.getLong(Objects.checkIndex(index, size) * JOB + VERIFIED) == 1;
    } finally {
      Reference.reachabilityFence(memory);
    }
  }
}
