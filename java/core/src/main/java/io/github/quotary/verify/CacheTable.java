package io.github.quotary.verify;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A bounded table of what was proved, found by a cheap probe and then by full equality. Readers
 * take no lock and allocate nothing; a set of {@value #WAYS} slots is shared by probes that fall
 * together, and of these the one that was not read for longest is evicted.
 *
 * @param <E> what is cached
 */
final class CacheTable<E extends CacheTable.Entry> {
  private static final int WAYS = 8;

  private final AtomicReferenceArray<@Nullable E> slots;

  /**
   * Parts of the probes of the entries in the slots, so that looking for one seldom reads another,
   * which may be far from the processor. Written without a lock: where one is not that of its slot,
   * an entry is not found.
   */
  private final AtomicIntegerArray tags;

  private final int setMask;
  private final long maxBytes;
  private final AtomicLong bytes = new AtomicLong();
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder evictions = new LongAdder();

  /** A table of about this many entries (rounded up to a power of two), none for 0. */
  CacheTable(int entries, long maxBytes) {
    int sets = Integer.highestOneBit(Math.max(1, (entries + WAYS - 1) / WAYS * 2 - 1));
    this.setMask = sets - 1;
    this.maxBytes = entries == 0 ? 0 : maxBytes;
    this.slots = new AtomicReferenceArray<>(sets * WAYS);
    this.tags = new AtomicIntegerArray(sets * WAYS);
  }

  /**
   * The entry of this probe that the question recognises, or null.
   *
   * @param first handed to the question, which then needs no memory of its own
   * @param second likewise
   */
  <A, B> @Nullable E find(long probe, A first, B second, Question<E, A, B> question) {
    int base = base(probe);
    int tag = tag(probe);
    for (int i = base; i < base + WAYS; i++) {
      if (tags.get(i) != tag) {
        continue;
      }
      E entry = slots.get(i);
      if (entry != null && entry.probe == probe && question.isAbout(entry, first, second)) {
        if (!entry.read) {
          entry.read = true;
        }
        hits.increment();
        return entry;
      }
    }
    misses.increment();
    return null;
  }

  /** Adds an entry, which may evict others; one that alone is above the bound is not added. */
  void put(E entry) {
    if (entry.bytes > maxBytes) {
      return;
    }
    int slot = slotFor(entry);
    replace(slot, entry);
    for (int i = 1; bytes.get() > maxBytes && i < slots.length(); i++) {
      replace((slot + i) % slots.length(), null);
    }
  }

  /** Looks at every entry. */
  void forEach(Consumer<E> action) {
    for (int i = 0; i < slots.length(); i++) {
      E entry = slots.get(i);
      if (entry != null) {
        action.accept(entry);
      }
    }
  }

  /** Removes the entries that meet the condition. */
  void removeIf(Predicate<E> condition) {
    for (int i = 0; i < slots.length(); i++) {
      E entry = slots.get(i);
      if (entry != null && condition.test(entry) && slots.compareAndSet(i, entry, null)) {
        evictions.increment();
        bytes.addAndGet(-entry.bytes);
      }
    }
  }

  private int slotFor(E added) {
    long probe = added.probe;
    int base = base(probe);
    int victim = base + (int) ((probe >>> 40) & (WAYS - 1));
    for (int i = base; i < base + WAYS; i++) {
      E entry = slots.get(i);
      if (entry == null || entry == added) {
        return i;
      }
      if (entry.read) {
        entry.read = false;
      } else {
        victim = i;
      }
    }
    return victim;
  }

  private void replace(int slot, @Nullable E entry) {
    if (entry != null) {
      tags.set(slot, tag(entry.probe));
    }
    E old = slots.getAndSet(slot, entry);
    if (old != null && old != entry) {
      evictions.increment();
    }
    bytes.addAndGet((entry == null ? 0 : entry.bytes) - (old == null ? 0 : old.bytes));
  }

  private static int tag(long probe) {
    return (int) ((probe * 0x9e3779b97f4a7c15L) >>> Integer.SIZE);
  }

  private int base(long probe) {
    return ((int) (probe ^ probe >>> 32) & setMask) * WAYS;
  }

  CacheCounters counters() {
    int entries = 0;
    for (int i = 0; i < slots.length(); i++) {
      if (slots.get(i) != null) {
        entries++;
      }
    }
    return new CacheCounters(hits.sum(), misses.sum(), evictions.sum(), entries, bytes.get());
  }

  /** Something cache. */
  abstract static class Entry {
    final long probe;
    final int bytes;

    /** Whether it was read since it was last looked at for eviction; a race costs nothing. */
    volatile boolean read = true;

    /**
     * An entry.
     *
     * @param bytes about how much memory it takes
     */
    Entry(long probe, int bytes) {
      this.probe = probe;
      this.bytes = bytes;
    }
  }

  /**
   * Full equality with all that the entry depended on.
   *
   * @param <E> what is cached
   * @param <A> the one half of what it is held against
   * @param <B> the other half
   */
  @FunctionalInterface
  interface Question<E, A, B> {
    boolean isAbout(E entry, A first, B second);
  }
}
