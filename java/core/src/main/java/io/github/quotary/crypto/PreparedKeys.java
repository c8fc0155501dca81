package io.github.quotary.crypto;

import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A cache of what an engine has prepared of keys that are expected again, bounded by bytes.
 *
 * <p>A key gets a small table with its third hint. If the cache is full, it gets one if it is
 * hinted at more than twice as often as the least used key is used, whose table is then evicted:
 * preparing a key costs as much as several verifications, and among more keys than there is room
 * for, each met as often as the others, they would otherwise only take turns.
 *
 * <p>A key in frequent use gets a large table as well while there is room. When room for a small
 * table is needed, large ones go first, and their keys fall back on the small ones. So few keys
 * have large tables, and many keys have small ones. If another large table does not fit, its key
 * displaces one that is used much less.
 *
 * <p>Thread-safe. Finding a key takes no lock and writes nothing while no key is added. One thread
 * at a time prepares a key; another that would have to wait goes without.
 *
 * @param <T> what is prepared, such as a table of multiples; immutable
 */
final class PreparedKeys<T> {
  /** Preparing a key costs as much as a few verifications that it would have saved. */
  static final int MIN_HINTS = 3;

  /** Uses and hints are counted up to here, so that what was is soon outweighed by what is. */
  static final int MAX_COUNT = HintCounts.MAX;

  /** The most keys whose hints are counted at a time: eight megabytes. */
  private static final int MAX_COUNTED = 1 << 20;

  private static final int MIN_COUNTED = 4096;

  /** Keys that are compared when one has to give room. */
  private static final int SAMPLE = 32;

  private final long maxBytes;
  private final long smallBytes;
  private final long largeBytes;
  private final TableMaker<T> maker;
  private final ConcurrentHashMap<P256PublicKey, PreparedKey<T>> entries =
      new ConcurrentHashMap<>();
  private final ReentrantLock preparing = new ReentrantLock();

  /** All entries, and those with a large table; guarded by the lock. */
  private final ArrayDeque<PreparedKey<T>> all = new ArrayDeque<>();

  private final ArrayDeque<PreparedKey<T>> large = new ArrayDeque<>();

  /** Written under the lock. */
  private final AtomicLong bytes = new AtomicLong();

  /** Grows with every key that is added: the age of a use. */
  private final AtomicLong age = new AtomicLong();

  private final AtomicLong evictions = new AtomicLong();

  /** Made with the first hint: many engines never get one. */
  private volatile @Nullable HintCounts hints;

  /** Hints in vain since the uses were last halved; guarded by the lock. */
  private int hintsSinceHalving;

  /**
   * An empty cache.
   *
   * @param maxBytes how many bytes all may take
   * @param maker prepares keys
   */
  PreparedKeys(long maxBytes, TableMaker<T> maker) {
    this.maxBytes = maxBytes;
    this.maker = maker;
    smallBytes = maker.bytes(TableSize.SMALL);
    largeBytes = maker.bytes(TableSize.LARGE);
  }

  private HintCounts hints() {
    HintCounts made = hints;
    if (made == null) {
      // Twice as many as can be prepared, so that those that wait do not displace one another.
      long counted = Math.min(MAX_COUNTED, Math.max(MIN_COUNTED, 2 * (maxBytes / smallBytes)));
      made = new HintCounts((int) counted);
      hints = made;
    }
    return made;
  }

  /** What is prepared of a key, or null. */
  @Nullable T find(P256PublicKey key) {
    PreparedKey<T> found = entries.get(key);
    if (found == null) {
      return null;
    }
    found.use(age.get());
    return found.best();
  }

  /** Counts a hint at a key and prepares it when it is worth it. */
  void hint(P256PublicKey key) {
    PreparedKey<T> found = entries.get(key);
    if (found != null) {
      found.use(age.get());
      if (found.isWorthLarge() && isPromotionDue(found)) {
        locked(() -> promote(found));
      }
      return;
    }
    HintCounts counts = hints();
    int count = counts.count(key);
    if (isDue(count)) {
      locked(
          () -> {
            if (prepare(key, count)) {
              counts.forget(key);
            }
          });
    }
  }

  private void locked(Runnable work) {
    if (preparing.tryLock()) {
      try {
        work.run();
      } finally {
        preparing.unlock();
      }
    }
  }

  /** With the third hint, and, where there was no room, after twice as many each time. */
  private boolean isDue(int count) {
    return count == MIN_HINTS || (count > MIN_HINTS && (hasRoom() || Integer.bitCount(count) == 1));
  }

  private boolean hasRoom() {
    return bytes.get() + smallBytes <= maxBytes;
  }

  /** Gives a key a small table, if there is or can be made room for it. */
  private boolean prepare(P256PublicKey key, int count) {
    if (smallBytes > maxBytes || entries.containsKey(key) || !makeRoom(count)) {
      return false;
    }
    T small = maker.make(key, TableSize.SMALL);
    if (small == null) {
      return false;
    }
    PreparedKey<T> added = new PreparedKey<>(key, small, count, age.incrementAndGet());
    bytes.addAndGet(smallBytes);
    all.addLast(added);
    entries.put(key, added);
    return true;
  }

  /** Drops large tables, and if there are none, the key that is used much less than this. */
  private boolean makeRoom(int count) {
    while (!hasRoom()) {
      PreparedKey<T> least = leastUsedOf(large);
      if (least != null) {
        demote(least);
        continue;
      }
      countHintsInVain(count);
      least = leastUsedOf(all);
      if (least == null || !least.isUsedMuchLessThan(count)) {
        return false;
      }
      entries.remove(least.key);
      all.removeFirst();
      bytes.addAndGet(-smallBytes);
      evictions.incrementAndGet();
    }
    return true;
  }

  private boolean hasRoomForLarge() {
    return bytes.get() + largeBytes <= maxBytes;
  }

  /** Where there is no room, a key asks now and then whether it should displace another. */
  private boolean isPromotionDue(PreparedKey<T> entry) {
    return largeBytes > smallBytes && (hasRoomForLarge() || entry.countRefusal());
  }

  private void promote(PreparedKey<T> entry) {
    // It may have been evicted meanwhile, or promoted.
    if (entries.get(entry.key) != entry || entry.isLarge()) {
      return;
    }
    if (!hasRoomForLarge()) {
      countHintsInVain(MAX_COUNT);
      PreparedKey<T> least = leastUsedOf(large);
      if (least == null || !least.isUsedMuchLessThan(MAX_COUNT)) {
        return;
      }
      demote(least);
      if (!hasRoomForLarge()) {
        return;
      }
    }
    T table = maker.make(entry.key, TableSize.LARGE);
    if (table == null) {
      return;
    }
    entry.promote(table);
    large.addLast(entry);
    bytes.addAndGet(largeBytes);
  }

  /** Takes the large table of the first in line. */
  private void demote(PreparedKey<T> first) {
    large.removeFirst();
    first.demote();
    bytes.addAndGet(-largeBytes);
  }

  /**
   * The one that is used least of some that stand first in a line, or null of an empty one. It
   * stands first from now on and the others last, so that all get their turn.
   */
  private @Nullable PreparedKey<T> leastUsedOf(ArrayDeque<PreparedKey<T>> line) {
    PreparedKey<T> least = line.pollFirst();
    if (least == null) {
      return null;
    }
    for (int i = Math.min(SAMPLE - 1, line.size()); i > 0; i--) {
      PreparedKey<T> other = line.removeFirst();
      if (other.isUsedLessThan(least)) {
        line.addLast(least);
        least = other;
      } else {
        line.addLast(other);
      }
    }
    line.addFirst(least);
    return least;
  }

  /** So that a key that is met no more is outweighed in the end. */
  private void countHintsInVain(int hints) {
    hintsSinceHalving += hints;
    if (hintsSinceHalving > MAX_COUNT * all.size()) {
      hintsSinceHalving = 0;
      entries.values().forEach(PreparedKey::halveUses);
    }
  }

  /** How many keys are prepared. */
  int size() {
    return entries.size();
  }

  /** The bytes that they take. */
  long bytes() {
    return bytes.get();
  }

  /** How many keys were evicted. */
  long evictions() {
    return evictions.get();
  }
}
