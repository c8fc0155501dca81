package io.github.quotary.challenge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ChallengeStoreTest {
  private static final String CONTEXT = "payments/v1";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration INSTANT = Duration.ofNanos(1);

  private final HandClock clock = new HandClock();
  private final SecureRandom random = new SecureRandom();
  private final ChallengeStore store = new MemoryChallengeStore(MINUTE, 4, clock);

  private Challenge remembered() {
    Challenge challenge = Challenge.create(CONTEXT, random);
    assertTrue(store.remember(challenge));
    return challenge;
  }

  private Taken take(Challenge challenge) {
    return store.take(challenge.context(), challenge.nonce());
  }

  @Test
  void aChallengeAnswersOnce() {
    Challenge challenge = remembered();
    Taken.Valid valid = assertInstanceOf(Taken.Valid.class, take(challenge));
    assertEquals(challenge, valid.taken());
    assertEquals(Optional.of(challenge), valid.challenge());
    for (int again = 0; again < 3; again++) {
      Taken taken = take(challenge);
      assertEquals(new Taken.AlreadyUsed(), taken);
      assertEquals(Optional.empty(), taken.challenge());
    }
  }

  @Test
  void aChallengeIsValidBeforeItsTimeToLiveHasPassedAndNotThen() {
    Challenge inTime = remembered();
    Challenge late = remembered();
    clock.forward(MINUTE.minus(INSTANT));
    assertInstanceOf(Taken.Valid.class, take(inTime));
    clock.forward(INSTANT);
    assertEquals(new Taken.Expired(), take(late));
    assertEquals(new Taken.Expired(), take(late), "it stays expired");
    assertEquals(new Taken.AlreadyUsed(), take(inTime), "it was used before it expired");
  }

  /** One that was issued later can expire earlier, if the clock goes back between them. */
  @Test
  void aClockThatGoesBackMakesNothingLiveLongerThanItSays() {
    remembered();
    clock.forward(MINUTE.negated());
    Challenge second = remembered();
    clock.forward(MINUTE);
    assertEquals(new Taken.Expired(), take(second));
    assertEquals(new Taken.Expired(), take(second));
  }

  @Test
  void whatWasNeverIssuedIsUnknown() {
    remembered();
    assertEquals(new Taken.Unknown(), take(Challenge.create(CONTEXT, random)));
    for (int size : new int[] {0, 31, 33, 1000}) {
      assertEquals(new Taken.Unknown(), store.take(CONTEXT, new byte[size]), size + " bytes");
    }
  }

  @Test
  void anotherContextDoesNotGetTheChallengeAndDoesNotUseItUp() {
    Challenge challenge = remembered();
    assertEquals(new Taken.Unknown(), store.take("admin/v1", challenge.nonce()));
    assertInstanceOf(Taken.Valid.class, take(challenge));
    assertEquals(new Taken.Unknown(), store.take("admin/v1", challenge.nonce()));
  }

  @Test
  void aFloodCancelsNoChallengeThatWasSent() {
    List<Challenge> sent = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      sent.add(remembered());
    }
    for (int i = 0; i < 1000; i++) {
      assertFalse(store.remember(Challenge.create(CONTEXT, random)));
    }
    for (Challenge challenge : sent) {
      assertInstanceOf(Taken.Valid.class, take(challenge));
    }
  }

  @Test
  void whatIsUsedOrExpiredMakesRoom() {
    List<Challenge> used = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      used.add(remembered());
    }
    used.forEach(this::take);
    Challenge next = remembered();
    assertEquals(new Taken.Unknown(), take(used.get(0)), "the oldest made room");
    assertEquals(new Taken.AlreadyUsed(), take(used.get(1)));
    clock.forward(MINUTE);
    for (int i = 0; i < 4; i++) {
      remembered();
    }
    assertEquals(new Taken.Unknown(), take(next));
    assertFalse(store.remember(Challenge.create(CONTEXT, random)), "four valid ones");
  }

  @Test
  void aNonceIsNotRememberedTwice() {
    Challenge challenge = remembered();
    assertThrows(IllegalArgumentException.class, () -> store.remember(challenge));
    take(challenge);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> store.remember(challenge));
    assertFalse(
        e.getMessage().contains(HexFormat.of().formatHex(challenge.nonce())), e.getMessage());
    assertEquals(new Taken.AlreadyUsed(), take(challenge), "it did not come back");
  }

  @Test
  @Timeout(60)
  void ofManyThreadsThatTakeANonceOneWins() throws Exception {
    int threads = 8;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      CyclicBarrier start = new CyclicBarrier(threads);
      for (int round = 0; round < 200; round++) {
        Challenge challenge = remembered();
        Callable<Taken> attempt =
            () -> {
              start.await();
              return take(challenge);
            };
        int won = 0;
        for (Future<Taken> answer : pool.invokeAll(Collections.nCopies(threads, attempt))) {
          if (answer.get() instanceof Taken.Valid) {
            won++;
          } else {
            assertEquals(new Taken.AlreadyUsed(), answer.get());
          }
        }
        assertEquals(1, won);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void boundsThatAreNotPossibleAreRefused() {
    for (Duration bad :
        List.of(Duration.ZERO, MINUTE.negated(), Duration.ofDays(1).plus(INSTANT))) {
      assertThrows(IllegalArgumentException.class, () -> new MemoryChallengeStore(bad, 1, clock));
    }
    assertThrows(IllegalArgumentException.class, () -> new MemoryChallengeStore(MINUTE, 0, clock));
  }

  @Test
  void noncesComeFromTheGivenSourceAndDoNotRepeat() {
    Set<Challenge> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      assertTrue(seen.add(Challenge.create(CONTEXT, random)));
    }
    SecureRandom counted =
        new SecureRandom() {
          private static final long serialVersionUID = 1L;

          @Override
          public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) 0x5a);
          }
        };
    assertEquals(
        "5a".repeat(32), HexFormat.of().formatHex(Challenge.create(CONTEXT, counted).nonce()));
  }

  @Test
  void aChallengeOwnsItsNonce() {
    byte[] nonce = new byte[32];
    Challenge challenge = Challenge.of(CONTEXT, nonce);
    nonce[0] = 1;
    challenge.nonce()[1] = 1;
    assertArrayEquals(new byte[32], challenge.nonce());
    assertEquals(Challenge.of(CONTEXT, new byte[32]), challenge);
    assertNotEquals(Challenge.of("payments/v2", new byte[32]), challenge);
    assertNotEquals(Challenge.of(CONTEXT, nonce), challenge);
    assertEquals("challenge payments/v1 66687aadf862bd77", challenge.toString());
  }

  @Test
  void aChallengeBindsAKeyToItsContextAndNonce() {
    Challenge challenge = Challenge.create(CONTEXT, random);
    byte[] key = {1, 2, 3};
    assertArrayEquals(
        KeyBinding.reportData(CONTEXT, key, challenge.nonce()), challenge.reportData(key));
    assertArrayEquals(KeyBinding.plain(challenge.nonce(), key), challenge.plainReportData(key));
  }

  /** A clock that is moved by hand. */
  private static final class HandClock extends Clock {
    private Instant now = Instant.parse("2026-08-20T12:00:00Z");

    void forward(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
