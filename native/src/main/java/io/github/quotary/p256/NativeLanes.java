package io.github.quotary.p256;

import io.github.quotary.crypto.P256Lanes;
import io.github.quotary.crypto.TableSize;
import io.github.quotary.p256.NativeMemory.Budget;
import java.lang.ref.Reference;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One tier. Thread-safe. */
final class NativeLanes implements P256Lanes {
  /** Working memory and the table of the generator are not what a caller's budget is for. */
  private static final Budget NO_LIMIT = new Budget(Long.MAX_VALUE / 2);

  /** The generator of P-256: x followed by y (FIPS 186-4, D.1.2.3). */
  private static final byte[] GENERATOR =
      HexFormat.of()
          .parseHex(
              "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
                  + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");

  private final int tier;
  private final String name;
  private final long workBytes;
  private final int generatorWidth;

  /** The table of the generator, half a megabyte; made with the first workspace. */
  private volatile @Nullable NativeMemory generator;

  /**
   * A tier that can run here.
   *
   * @param generatorWidth bits of a window of the generator's table
   */
  NativeLanes(int tier, String name, int generatorWidth) {
    this.tier = tier;
    this.name = name;
    this.generatorWidth = generatorWidth;
    workBytes = P256Native.workBytes(tier);
  }

  private synchronized NativeMemory makeGenerator() {
    NativeMemory made = generator;
    if (made == null) {
      made =
          make(tier, generatorWidth, 1, GENERATOR, NO_LIMIT)
              .orElseThrow(() -> new OutOfMemoryError("No native memory for a table"));
      generator = made;
    }
    return made;
  }

  private static Optional<NativeMemory> make(
      int tier, int width, int segments, byte[] xy, Budget budget) {
    Optional<NativeMemory> work = NativeMemory.allocate(P256Native.workBytes(tier), NO_LIMIT);
    Optional<NativeMemory> table =
        NativeMemory.allocate(P256Native.tableBytes(width, segments), budget);
    if (work.isEmpty() || table.isEmpty()) {
      return Optional.empty();
    }
    try {
      long address = table.get().address();
      if (!P256Native.fill(tier, work.get().address(), address, width, segments, xy)) {
        throw new IllegalArgumentException("The key is not a point on P-256");
      }
      return table;
    } finally {
      Reference.reachabilityFence(work);
      Reference.reachabilityFence(table);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long tableBytes(TableSize size) {
    return P256Native.tableBytes(width(size), segments(size));
  }

  private static int width(TableSize size) {
    return size == TableSize.LARGE ? 6 : 4;
  }

  private static int segments(TableSize size) {
    return size == TableSize.LARGE ? 1 : 8;
  }

  @Override
  public Tables tables(long maxBytes) {
    // A table that was dropped takes its memory until the garbage collector has seen it.
    Budget budget = new Budget(maxBytes + maxBytes / 4 + tableBytes(TableSize.LARGE));
    return (xy, size) -> {
      Optional<NativeMemory> made = make(tier, width(size), segments(size), xy, budget);
      return made.isEmpty() ? null : new NativeTable(made.get(), tier, size);
    };
  }

  @Override
  public Workspace workspace(int capacity) {
    long jobs = NativeWorkspace.bytes(capacity);
    NativeMemory memory =
        NativeMemory.allocate(jobs + workBytes, NO_LIMIT)
            .orElseThrow(() -> new OutOfMemoryError("No native memory for " + capacity + " jobs"));
    NativeMemory made = generator;
    return new NativeWorkspace(this, memory, made == null ? makeGenerator() : made, capacity);
  }

  /**
   * The address of a table.
   *
   * @throws IllegalArgumentException for one of another tier, whose form differs
   */
  long addressOf(NativeTable table) {
    if (table.tier != tier) {
      throw new IllegalArgumentException("The table is one of another tier than " + name);
    }
    return table.memory.address();
  }

  /** Verifies the jobs that a workspace begins with; its working memory follows at {@code work}. */
  void verify(NativeMemory memory, NativeMemory ofGenerator, long work, int count) {
    long jobs = memory.address();
    try {
      P256Native.verify(tier, jobs + work, ofGenerator.address(), jobs, count);
    } finally {
      Reference.reachabilityFence(memory);
      Reference.reachabilityFence(ofGenerator);
    }
  }
}
