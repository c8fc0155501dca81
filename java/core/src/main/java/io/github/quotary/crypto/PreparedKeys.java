package io.github.quotary.crypto;

import io.github.quotary.crypto.p256.WindowTable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A cache of what an engine has prepared of keys that are expected again. A key is prepared after
 * three hints. The cache is bounded by bytes; when it is full, a key gets room only if it is hinted
 * at more than twice as often as the least used one is used, which is then evicted: preparing a key
 * costs as much as several verifications, and among more keys than there is room for, each met as
 * often as the others, they would otherwise only take turns.
 *
 * <p>Thread-safe. Finding a key takes no lock and writes nothing while no key is added. One thread
 * at a time prepares a key; another that would have to wait goes without.
 *
 * @param <T> what is prepared, such as a {@link WindowTable}; immutable
 */
final class PreparedKeys<T> {
  /** Preparing a key costs as much as a few verifications that it would have saved. */
  static final int MIN_HINTS = 3;

  /** Keys whose hints are counted at a time, in groups by their hash code; powers of two. */
  private static final int COUNTED = 4096;

  private static final int GROUP = 4;

  /** Uses and hints are counted up to here, so that what was is soon outweighed by what is. */
  private static final int MAX_COUNT = 64;

  private final long maxBytes;
  private final long bytesPerKey;
  private final Function<P256PublicKey, T> preparation;
  private final ConcurrentHashMap<P256PublicKey, Entry<T>> entries = new ConcurrentHashMap<>();
  private final AtomicReferenceArray<HintCount> hints = new AtomicReferenceArray<>(COUNTED);
  private final ReentrantLock preparing = new ReentrantLock();

  /** Grows with every key that is added: the age of a use. */
  private final AtomicLong age = new AtomicLong();

  private final AtomicLong evictions = new AtomicLong();

  /** Hints of keys without an entry since the uses were last halved; guarded by the lock. */
  private int hintsSinceHalving;

  /**
   * An empty cache.
   *
   * @param maxBytes how many bytes all may take
   * @param bytesPerKey how many one takes
   * @param preparation makes it
   */
  PreparedKeys(long maxBytes, long bytesPerKey, Function<P256PublicKey, T> preparation) {
    this.maxBytes = maxBytes;
    this.bytesPerKey = bytesPerKey;
    this.preparation = preparation;
  }

  /** What is prepared of a key, or null. */
  @Nullable T find(P256PublicKey key) {
    Entry<T> found = entries.get(key);
    if (found == null) {
      return null;
    }
    found.use(age.get());
    return found.prepared;
  }

  /** Counts a hint at a key and prepares it when it is worth it. */
  void hint(P256PublicKey key) {
    if (find(key) != null) {
      return;
    }
    int place = placeOf(key);
    int count = hints(place, key).count();
    if (isDue(count) && preparing.tryLock()) {
      try {
        if (prepare(key, count)) {
          hints.set(place, null);
        }
      } finally {
        preparing.unlock();
      }
    }
  }

  /** Where its hints are counted: in a full group it displaces the key with the fewest. */
  private int placeOf(P256PublicKey key) {
    int group = (key.hashCode() & (COUNTED / GROUP - 1)) * GROUP;
    int place = group;
    int least = Integer.MAX_VALUE;
    for (int i = group; i < group + GROUP; i++) {
      HintCount seen = hints.get(i);
      if (seen != null && seen.key.equals(key)) {
        return i;
      }
      int count = seen == null ? 0 : seen.count.get();
      if (count < least) {
        place = i;
        least = count;
      }
    }
    return place;
  }

  private HintCount hints(int place, P256PublicKey key) {
    HintCount seen = hints.get(place);
    if (seen == null || !seen.key.equals(key)) {
      seen = new HintCount(key);
      hints.set(place, seen);
    }
    return seen;
  }

  /** With the third hint, and, where there was no room, after twice as many each time. */
  private boolean isDue(int count) {
    return count == MIN_HINTS || (count > MIN_HINTS && (hasRoom() || Integer.bitCount(count) == 1));
  }

  private boolean hasRoom() {
    return (entries.size() + 1) * bytesPerKey <= maxBytes;
  }

  /** Prepares a key, if there is or can be made room for it. */
  private boolean prepare(P256PublicKey key, int count) {
    if (bytesPerKey > maxBytes || entries.containsKey(key) || !(hasRoom() || makeRoom(count))) {
      return false;
    }
    entries.put(key, new Entry<>(key, preparation.apply(key), count, age.incrementAndGet()));
    return true;
  }

  /** Drops the one that is used least, if it is used much less than this. */
  private boolean makeRoom(int count) {
    halveNowAndThen(count);
    Entry<T> least = null;
    for (Entry<T> each : entries.values()) {
      if (least == null || each.isUsedLessThan(least)) {
        least = each;
      }
    }
    if (least == null || count <= 2 * least.uses) {
      return false;
    }
    entries.remove(least.key);
    evictions.incrementAndGet();
    return true;
  }

  /** So that a key that is met no more is outweighed in the end. */
  private void halveNowAndThen(int hints) {
    hintsSinceHalving += hints;
    if (hintsSinceHalving > MAX_COUNT * entries.size()) {
      hintsSinceHalving = 0;
      entries.values().forEach(Entry::halve);
    }
  }

  /** How many keys are entries. */
  int size() {
    return entries.size();
  }

  /** The bytes that they take. */
  long bytes() {
    return entries.size() * bytesPerKey;
  }

  /** How many were evicted. */
  long evictions() {
    return evictions.get();
  }

  private static final class Entry<T> {
    final P256PublicKey key;
    final T prepared;

    /** Threads may overwrite one another's: each writes a recent age. */
    private volatile long lastUse;

    /** Counted without care for other threads: it is an estimate. */
    private int uses;

    Entry(P256PublicKey key, T prepared, int uses, long age) {
      this.key = key;
      this.prepared = prepared;
      this.uses = uses;
      lastUse = age;
    }

    void use(long now) {
      if (lastUse != now) {
        lastUse = now;
      }
      if (uses < MAX_COUNT) {
        uses++;
      }
    }

    void halve() {
      uses /= 2;
    }

    boolean isUsedLessThan(Entry<T> other) {
      return uses < other.uses || (uses == other.uses && lastUse < other.lastUse);
    }
  }

  private static final class HintCount {
    final P256PublicKey key;
    private final AtomicInteger count = new AtomicInteger();

    HintCount(P256PublicKey key) {
      this.key = key;
    }

    /** Counts one more; after a while those of long ago count half. */
    int count() {
      return count.updateAndGet(before -> before >= MAX_COUNT ? MAX_COUNT / 2 + 1 : before + 1);
    }
  }
}
