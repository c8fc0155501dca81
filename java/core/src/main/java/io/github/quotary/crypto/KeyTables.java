package io.github.quotary.crypto;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The {@link WindowTable}s of keys that are worth one: those that something trusted vouches for and
 * that were seen three times. Bounded by bytes. When they are full, a key gets one only if it is
 * seen more than twice as often as the table that is used least, which then makes room: a table
 * costs as much as a dozen verifications, and among more keys than there is room for, each met as
 * often as the others, the tables would otherwise only take turns.
 *
 * <p>Thread-safe. Finding a table takes no lock and writes nothing while no table is added. One
 * thread at a time makes a table; another that would have to wait goes without.
 */
final class KeyTables {
  /** Bits of a window: 43 additions from 85 KiB. */
  static final int WIDTH = 6;

  /** Making a table costs as much as a few verifications that it would have saved. */
  static final int SIGHTS = 3;

  /** Keys whose sights are counted at a time; a power of two. */
  private static final int COUNTED = 4096;

  /** Uses and sights are counted up to here, so that what was is soon outweighed by what is. */
  private static final int MAX_COUNT = 64;

  private final long maxBytes;
  private final ConcurrentHashMap<P256PublicKey, Kept> kept = new ConcurrentHashMap<>();
  private final AtomicReferenceArray<Sights> sights = new AtomicReferenceArray<>(COUNTED);
  private final ReentrantLock making = new ReentrantLock();

  /** Grows with every table that is added: the age of a use. */
  private final AtomicLong age = new AtomicLong();

  private final AtomicLong evictions = new AtomicLong();

  /** Sights of keys without a table since the uses were last halved; guarded by the lock. */
  private int sightsSinceHalving;

  KeyTables(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** The table of a key, or null. */
  @Nullable WindowTable find(P256PublicKey key) {
    Kept found = kept.get(key);
    if (found == null) {
      return key.equals(IntelRootKey.KEY) ? IntelRootKey.table() : null;
    }
    found.use(age.get());
    return found.table;
  }

  /** Counts a sight of a key that is vouched for and makes its table when it is worth one. */
  void see(P256PublicKey key) {
    if (find(key) != null) {
      return;
    }
    int count = sights(key).count();
    if (isDue(count) && making.tryLock()) {
      try {
        make(key, count);
      } finally {
        making.unlock();
      }
    }
  }

  /** Keys that share a slot displace one another: a key that is seen often comes through. */
  private Sights sights(P256PublicKey key) {
    int slot = key.hashCode() & (COUNTED - 1);
    Sights seen = sights.get(slot);
    if (seen == null || !seen.key.equals(key)) {
      seen = new Sights(key);
      sights.set(slot, seen);
    }
    return seen;
  }

  /** With the third sight, and, where there was no room, after twice as many each time. */
  private boolean isDue(int count) {
    return count == SIGHTS || (count > SIGHTS && (hasRoom() || Integer.bitCount(count) == 1));
  }

  private boolean hasRoom() {
    return (kept.size() + 1) * WindowTable.bytes(WIDTH) <= maxBytes;
  }

  private void make(P256PublicKey key, int count) {
    if (WindowTable.bytes(WIDTH) > maxBytes || kept.containsKey(key)) {
      return;
    }
    if (!hasRoom() && !makeRoom(count)) {
      return;
    }
    long[] point = new long[JacobianPoint.AFFINE];
    P256Curve.load(key.raw(), 0, point, 0);
    kept.put(key, new Kept(WindowTable.of(point, WIDTH), count, age.incrementAndGet()));
  }

  /** Drops the table that is used least, if it is used much less than this. */
  private boolean makeRoom(int count) {
    halveNowAndThen(count);
    Map.Entry<P256PublicKey, Kept> least = null;
    for (Map.Entry<P256PublicKey, Kept> entry : kept.entrySet()) {
      if (least == null || entry.getValue().isUsedLessThan(least.getValue())) {
        least = entry;
      }
    }
    if (least == null || count <= 2 * least.getValue().uses) {
      return false;
    }
    kept.remove(least.getKey());
    evictions.incrementAndGet();
    return true;
  }

  /** So that a table whose key is met no more is outweighed in the end. */
  private void halveNowAndThen(int sights) {
    sightsSinceHalving += sights;
    if (sightsSinceHalving > MAX_COUNT * kept.size()) {
      sightsSinceHalving = 0;
      kept.values().forEach(Kept::halve);
    }
  }

  /** How many tables are kept, Intel's root key aside. */
  int size() {
    return kept.size();
  }

  /** The bytes of the tables that are kept. */
  long bytes() {
    return kept.size() * WindowTable.bytes(WIDTH);
  }

  /** How many tables had to make room. */
  long evictions() {
    return evictions.get();
  }

  private static final class Kept {
    final WindowTable table;

    /** Threads may overwrite one another's: each writes a recent age. */
    private volatile long lastUse;

    /** Counted without care for other threads: it is an estimate. */
    private int uses;

    Kept(WindowTable table, int uses, long age) {
      this.table = table;
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

    boolean isUsedLessThan(Kept other) {
      return uses < other.uses || (uses == other.uses && lastUse < other.lastUse);
    }
  }

  private static final class Sights {
    final P256PublicKey key;
    private final AtomicInteger count = new AtomicInteger();

    Sights(P256PublicKey key) {
      this.key = key;
    }

    /** Counts one more; after a while those of long ago count half. */
    int count() {
      return count.updateAndGet(before -> before >= MAX_COUNT ? MAX_COUNT / 2 + 1 : before + 1);
    }
  }
}
