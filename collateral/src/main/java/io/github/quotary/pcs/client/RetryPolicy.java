package io.github.quotary.pcs.client;

import io.github.quotary.pcs.document.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Retries of one request, with exponential backoff. Only a broken connection, a timeout, 429 and
 * 5xx are retried; other statuses are permanent.
 *
 * @param attempts maximum number of attempts, at least 1
 * @param firstPause wait before the second attempt; doubles each time, and half of it is random
 * @param maxPause longest wait
 * @param maxRetryAfter longest {@code Retry-After} to wait for; if an endpoint asks for more, it
 *     receives no requests for that time and the next endpoint is tried
 */
public record RetryPolicy(
    int attempts, Duration firstPause, Duration maxPause, Duration maxRetryAfter) {

  /** Checks the ranges. */
  public RetryPolicy {
    if (attempts < 1) {
      throw new IllegalArgumentException("The number of attempts must be at least 1: " + attempts);
    }
    if (firstPause.isNegative() || maxPause.isNegative() || maxRetryAfter.isNegative()) {
      throw new IllegalArgumentException("A pause cannot be negative");
    }
  }

  /** Three attempts, after about 0.3 and 0.6 seconds; a {@code Retry-After} of up to 5 seconds. */
  public static RetryPolicy standard() {
    return new RetryPolicy(3, Duration.ofMillis(300), Duration.ofSeconds(3), Duration.ofSeconds(5));
  }

  /** One attempt. */
  public static RetryPolicy none() {
    return new RetryPolicy(1, Duration.ZERO, Duration.ZERO, Duration.ZERO);
  }

  /** The wait before the next attempt; empty if there is none. */
  Optional<Duration> pauseAfter(int attempt, Refusal failure, RandomGenerator random) {
    boolean transientKind =
        switch (failure.kind()) {
          case UNREACHABLE, RATE_LIMITED, SERVER_ERROR -> true;
          default -> false;
        };
    if (!transientKind || attempt >= attempts) {
      return Optional.empty();
    }
    Duration pause = backOff(attempt, random);
    Duration requested = failure.retryAfter();
    if (requested == null) {
      return Optional.of(pause);
    }
    if (requested.compareTo(maxRetryAfter) > 0) {
      return Optional.empty();
    }
    return Optional.of(requested.compareTo(pause) > 0 ? requested : pause);
  }

  private Duration backOff(int attempt, RandomGenerator random) {
    Duration pause = firstPause;
    for (int i = 1; i < attempt && pause.compareTo(maxPause) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    if (pause.compareTo(maxPause) > 0) {
      pause = maxPause;
    }
    long half = pause.toMillis() / 2;
    return half == 0 ? pause : Duration.ofMillis(pause.toMillis() - random.nextLong(half + 1));
  }
}
