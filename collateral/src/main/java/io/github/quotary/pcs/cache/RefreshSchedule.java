package io.github.quotary.pcs.cache;

import io.github.quotary.pcs.document.TrustedDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * When to refresh a cached document: at a certain age, or earlier, when a quarter of its lifetime
 * is left. A document close to its expiry that is not renewed is therefore refreshed more and more
 * often. Random jitter shortens the wait by up to a tenth, so that neither a fleet of services nor
 * the documents of one service are refreshed all at once.
 */
final class RefreshSchedule {
  private static final Duration LONGEST_RETRY = Duration.ofHours(1);
  private static final int JITTER_PARTS = 10;

  private final Duration interval;
  private final Duration retryInterval;
  private final RandomGenerator random;

  RefreshSchedule(Duration interval, Duration retryInterval, RandomGenerator random) {
    this.interval = interval;
    this.retryInterval = retryInterval;
    this.random = random;
  }

  /**
   * For a good document, counted from when it was received. A document received in the future was
   * stored under another clock; its age is unknown, so it is due at once.
   */
  Instant dueAt(TrustedDocument document, Instant now) {
    if (!document.isCurrentAt(now)) {
      return now.plus(retryInterval);
    }
    Instant received = document.received().receivedAt();
    if (received.isAfter(now)) {
      return now;
    }
    Duration life = Duration.between(received, document.facts().validUntil());
    Duration wait = life.dividedBy(4).multipliedBy(3);
    if (wait.compareTo(interval) > 0) {
      wait = interval;
    }
    if (wait.compareTo(retryInterval) < 0) {
      wait = retryInterval;
    }
    return received.plus(lessJitter(wait));
  }

  /** After a failed refresh: exponential backoff, up to an hour. */
  Instant dueAfterFailure(int failures, Instant now) {
    Duration wait = retryInterval;
    for (int i = 1; i < failures && wait.compareTo(LONGEST_RETRY) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    if (wait.compareTo(LONGEST_RETRY) > 0) {
      wait = LONGEST_RETRY;
    }
    return now.plus(lessJitter(wait));
  }

  private Duration lessJitter(Duration wait) {
    long most = Math.max(0, wait.toMillis() / JITTER_PARTS);
    return wait.minusMillis(random.nextLong(most + 1));
  }
}
