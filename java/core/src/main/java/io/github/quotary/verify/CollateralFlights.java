package io.github.quotary.verify;

import io.github.quotary.collateral.Collateral;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/**
 * Single flight: the first thread that meets new collateral verifies it, and the others wait until
 * it is cached or that thread has done with it. Nobody waits twice for the same: if the first
 * thread's quote was rejected, or it failed, each of the others goes on by itself. Thread-safe.
 */
final class CollateralFlights {
  private final Predicate<Collateral> isNew;
  private final ConcurrentMap<Collateral, CountDownLatch> flights = new ConcurrentHashMap<>();

  /**
   * Flights.
   *
   * @param isNew whether collateral would be cached if it is good, and is not cached yet
   */
  CollateralFlights(Predicate<Collateral> isNew) {
    this.isNew = isNew;
  }

  /** For one verification, or for those of a chunk. */
  Claims claims() {
    return new Claims();
  }

  /** Lets those go on who wait for this collateral: it is cached. */
  void land(Collateral collateral) {
    CountDownLatch landed = flights.remove(collateral);
    if (landed != null) {
      landed.countDown();
    }
  }

  /** The new collateral that one thread verifies while others wait. Not thread-safe. */
  final class Claims implements AutoCloseable {
    private final Map<Collateral, CountDownLatch> claimed = new HashMap<>();
    private final Set<Collateral> awaited = new HashSet<>();

    private Claims() {}

    /**
     * Claims collateral if it is new. If another thread has claimed it, this one waits, unless it
     * has claims itself: threads that wait for each other would wait for ever.
     *
     * @return whether to go on with this collateral; if not, close these claims first
     */
    boolean take(Collateral collateral) {
      if (claimed.containsKey(collateral)
          || awaited.contains(collateral)
          || !isNew.test(collateral)) {
        return true;
      }
      CountDownLatch mine = new CountDownLatch(1);
      CountDownLatch others = flights.putIfAbsent(collateral, mine);
      if (others == null) {
        claimed.put(collateral, mine);
        return true;
      }
      if (!claimed.isEmpty()) {
        return false;
      }
      awaited.add(collateral);
      await(others);
      return true;
    }

    /** An interrupted thread goes on by itself, and stays interrupted. */
    private static void await(CountDownLatch landed) {
      try {
        landed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** Lets the others go on, whatever came of it. */
    @Override
    public void close() {
      claimed.forEach(
          (collateral, mine) -> {
            flights.remove(collateral, mine);
            mine.countDown();
          });
    }
  }
}
