package io.github.quotary.crypto;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How often keys were hinted at that are not prepared. Eight bytes for each: a part of the key and
 * the number. It is an estimate: two keys may be taken for one, and in a full group the key with
 * the most recent hint displaces the one with the fewest. Thread-safe, without locks.
 */
final class HintCounts {
  /** Keys are counted up to here; after that, hints of long ago count half. */
  static final int MAX = 64;

  /** Places among which a key's hash code leaves it a choice. */
  private static final int GROUP = 4;

  private static final int COUNT_BITS = 8;
  private static final long COUNT = (1L << COUNT_BITS) - 1;

  private final AtomicLongArray counts;

  /** Counts for at least this many keys at a time. */
  HintCounts(int keys) {
    counts = new AtomicLongArray(Math.max(GROUP, Integer.highestOneBit(2 * keys - 1)));
  }

  /** Counts one more; returns how many it is then. */
  int count(P256PublicKey key) {
    long part = part(key);
    int place = placeOf(key, part);
    long seen = counts.get(place);
    int before = part == (seen & ~COUNT) ? (int) (seen & COUNT) : 0;
    int count = before >= MAX ? MAX / 2 + 1 : before + 1;
    // Whoever counts there at the same time may win.
    counts.compareAndSet(place, seen, part | count);
    return count;
  }

  /** Starts again with none. */
  void forget(P256PublicKey key) {
    long part = part(key);
    int place = placeOf(key, part);
    long seen = counts.get(place);
    if (part == (seen & ~COUNT)) {
      counts.compareAndSet(place, seen, 0);
    }
  }

  private int placeOf(P256PublicKey key, long part) {
    int group = key.hashCode() & (counts.length() - 1) & -GROUP;
    int place = group;
    long least = Long.MAX_VALUE;
    for (int i = group; i < group + GROUP; i++) {
      long seen = counts.get(i);
      if (part == (seen & ~COUNT)) {
        return i;
      }
      if ((seen & COUNT) < least) {
        place = i;
        least = seen & COUNT;
      }
    }
    return place;
  }

  /** Seven bytes of y, which are as good as random, above the bits of the count. */
  private static long part(P256PublicKey key) {
    byte[] raw = key.raw();
    long part = 0;
    for (int i = P256PublicKey.RAW_LENGTH - 7; i < P256PublicKey.RAW_LENGTH; i++) {
      part = part << 8 | (raw[i] & 0xff);
    }
    return part << COUNT_BITS;
  }
}
