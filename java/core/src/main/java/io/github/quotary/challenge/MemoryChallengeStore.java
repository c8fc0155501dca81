package io.github.quotary.challenge;

import io.github.quotary.crypto.Sha2;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Challenges in memory, for one process. Thread-safe; a call takes amortized constant time.
 *
 * <p>A challenge is valid before {@code issued + timeToLive}, and expired from then on. A flood of
 * requests for challenges cannot cancel one that was sent: a full store refuses new challenges
 * until one is taken or expires, and never drops one that is still valid. So the bound on
 * challenges is also a bound on how many are issued in a time to live; a service that anybody can
 * reach limits requests for each client before it asks the store. What was used or has expired is
 * remembered as such only while there is room, and is then unknown.
 */
public final class MemoryChallengeStore implements ChallengeStore {
  private static final Duration LONGEST = Duration.ofDays(1);

  private final Duration timeToLive;
  private final int maxChallenges;
  private final Clock clock;

  /** Valid ones by the hash of their nonce, the first to expire first. */
  private final Map<ByteBuffer, Waiting> waiting = new LinkedHashMap<>();

  /** What became of those that are no longer valid, the oldest first. */
  private final Map<ByteBuffer, Spent> spent = new LinkedHashMap<>();

  /**
   * An empty store.
   *
   * @param timeToLive how long a challenge is valid, more than 0 and at most 1 day
   * @param maxChallenges how many are remembered, at least 1; valid, used and expired ones count
   * @param clock tells the time; one that goes back lets challenges live longer
   * @throws IllegalArgumentException if a bound is not possible
   */
  public MemoryChallengeStore(Duration timeToLive, int maxChallenges, Clock clock) {
    if (timeToLive.isZero() || timeToLive.isNegative() || timeToLive.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "A time to live of " + timeToLive + "; more than 0 and at most 1 day is possible");
    }
    if (maxChallenges < 1) {
      throw new IllegalArgumentException(maxChallenges + " challenges; at least 1 is needed");
    }
    this.timeToLive = timeToLive;
    this.maxChallenges = maxChallenges;
    this.clock = clock;
  }

  @Override
  public boolean remember(Challenge challenge) {
    ByteBuffer key = key(challenge.nonce());
    synchronized (waiting) {
      Instant now = clock.instant();
      expire(now);
      if (waiting.containsKey(key) || spent.containsKey(key)) {
        throw new IllegalArgumentException(
            "The nonce of " + challenge + " is known already; create a new challenge");
      }
      if (waiting.size() >= maxChallenges) {
        return false;
      }
      if (waiting.size() + spent.size() >= maxChallenges) {
        removeFirst(spent);
      }
      waiting.put(key, new Waiting(challenge, now.plus(timeToLive)));
      return true;
    }
  }

  @Override
  public Taken take(String context, byte[] nonce) {
    Objects.requireNonNull(context, "context");
    Objects.requireNonNull(nonce, "nonce");
    ByteBuffer key = key(nonce);
    synchronized (waiting) {
      Instant now = clock.instant();
      expire(now);
      @Nullable Waiting found = waiting.get(key);
      if (found == null || !found.challenge.context().equals(context)) {
        @Nullable Spent old = spent.get(key);
        return old != null && old.context.equals(context) ? old.answer : new Taken.Unknown();
      }
      waiting.remove(key);
      boolean isInTime = now.isBefore(found.end);
      spent.put(key, new Spent(context, isInTime ? new Taken.AlreadyUsed() : new Taken.Expired()));
      return isInTime ? new Taken.Valid(found.challenge) : new Taken.Expired();
    }
  }

  /** Those that were issued before the clock went back wait until they are at the front. */
  private void expire(Instant now) {
    Iterator<Map.Entry<ByteBuffer, Waiting>> entries = waiting.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<ByteBuffer, Waiting> first = entries.next();
      if (now.isBefore(first.getValue().end)) {
        return;
      }
      entries.remove();
      spent.put(
          first.getKey(), new Spent(first.getValue().challenge.context(), new Taken.Expired()));
    }
  }

  private static void removeFirst(Map<?, ?> map) {
    Iterator<?> keys = map.keySet().iterator();
    keys.next();
    keys.remove();
  }

  /** A hash, so that how long a look-up takes tells nothing about the nonces that are stored. */
  private static ByteBuffer key(byte[] nonce) {
    return ByteBuffer.wrap(Sha2.sha256(nonce));
  }

  private record Waiting(Challenge challenge, Instant end) {}

  private record Spent(String context, Taken answer) {}
}
