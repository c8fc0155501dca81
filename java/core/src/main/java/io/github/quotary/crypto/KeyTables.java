package io.github.quotary.crypto;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The {@link WindowTable}s of keys that are worth one: those that something trusted vouches for and
 * that were seen three times. Bounded by bytes; the table that was used longest ago makes room.
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

  private final long maxBytes;
  private final ConcurrentHashMap<P256PublicKey, Kept> kept = new ConcurrentHashMap<>();
  private final AtomicReferenceArray<Sights> sights = new AtomicReferenceArray<>(COUNTED);
  private final ReentrantLock making = new ReentrantLock();

  /** Grows with every table that is added: the age of a use. */
  private final AtomicLong age = new AtomicLong();

  private final AtomicLong evictions = new AtomicLong();

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

  /** Counts a sight of a key that is vouched for and makes its table on the third. */
  void see(P256PublicKey key) {
    if (find(key) == null && isSeenOften(key) && making.tryLock()) {
      try {
        make(key);
      } finally {
        making.unlock();
      }
    }
  }

  /** Keys that share a slot displace one another: a key that is seen often comes through. */
  private boolean isSeenOften(P256PublicKey key) {
    int slot = key.hashCode() & (COUNTED - 1);
    Sights seen = sights.get(slot);
    if (seen == null || !seen.key.equals(key)) {
      seen = new Sights(key);
      sights.set(slot, seen);
    }
    return seen.count.incrementAndGet() >= SIGHTS;
  }

  private void make(P256PublicKey key) {
    long bytes = WindowTable.bytes(WIDTH);
    if (bytes > maxBytes || kept.containsKey(key)) {
      return;
    }
    while ((kept.size() + 1) * bytes > maxBytes) {
      evictOldest();
    }
    long[] point = new long[JacobianPoint.AFFINE];
    P256Curve.load(key.raw(), 0, point, 0);
    kept.put(key, new Kept(WindowTable.of(point, WIDTH), age.incrementAndGet()));
  }

  private void evictOldest() {
    P256PublicKey oldest = null;
    long oldestUse = Long.MAX_VALUE;
    for (var entry : kept.entrySet()) {
      if (entry.getValue().lastUse < oldestUse) {
        oldest = entry.getKey();
        oldestUse = entry.getValue().lastUse;
      }
    }
    if (oldest != null) {
      kept.remove(oldest);
      evictions.incrementAndGet();
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

    Kept(WindowTable table, long age) {
      this.table = table;
      lastUse = age;
    }

    void use(long now) {
      if (lastUse != now) {
        lastUse = now;
      }
    }
  }

  private static final class Sights {
    final P256PublicKey key;
    final AtomicInteger count = new AtomicInteger();

    Sights(P256PublicKey key) {
      this.key = key;
    }
  }
}
