package io.github.quotary.verify;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.Collateral;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads that verify new collateral for each other never wait for each other in a circle. */
@Timeout(60)
class CollateralFlightsTest {
  private static final Collateral FIRST = collateral(1);
  private static final Collateral SECOND = collateral(2);

  private final Set<Collateral> cached = ConcurrentHashMap.newKeySet();
  private final CollateralFlights flights =
      new CollateralFlights(collateral -> !cached.contains(collateral));

  private static Collateral collateral(int number) {
    return Collateral.builder().tcbInfo(new byte[] {(byte) number}).build();
  }

  @Test
  void whoHasAClaimDoesNotWaitForAnother() {
    try (CollateralFlights.Claims one = flights.claims();
        CollateralFlights.Claims other = flights.claims()) {
      assertTrue(one.take(FIRST));
      assertTrue(other.take(SECOND));
      assertFalse(one.take(SECOND));
      assertFalse(other.take(FIRST));
      assertTrue(one.take(FIRST));
    }
    try (CollateralFlights.Claims next = flights.claims()) {
      assertTrue(next.take(FIRST));
      assertTrue(next.take(SECOND));
    }
  }

  @Test
  void whatIsCachedIsClaimedByNobody() {
    cached.add(FIRST);
    try (CollateralFlights.Claims one = flights.claims();
        CollateralFlights.Claims other = flights.claims()) {
      assertTrue(one.take(FIRST));
      assertTrue(other.take(SECOND));
      assertTrue(other.take(FIRST));
    }
  }

  /** It waits until the collateral is cached, however long its first thread goes on. */
  @Test
  void whoWaitsGoesOnAsSoonAsItIsCached() throws InterruptedException {
    try (CollateralFlights.Claims first = flights.claims()) {
      assertTrue(first.take(FIRST));
      Thread waiting = waiting();
      cached.add(FIRST);
      flights.land(FIRST);
      waiting.join();
      assertTrue(first.take(FIRST));
    }
  }

  @Test
  void whoWaitsGoesOnIfNothingCameOfIt() throws InterruptedException {
    Thread waiting;
    try (CollateralFlights.Claims first = flights.claims()) {
      assertTrue(first.take(FIRST));
      waiting = waiting();
    }
    waiting.join();
  }

  private Thread waiting() {
    Thread waiting =
        new Thread(
            () -> {
              try (CollateralFlights.Claims claims = flights.claims()) {
                claims.take(FIRST);
              }
            });
    waiting.start();
    while (waiting.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    return waiting;
  }
}
