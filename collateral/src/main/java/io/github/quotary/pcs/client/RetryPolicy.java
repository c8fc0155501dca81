package io.github.quotary.pcs.client;

import io.github.quotary.pcs.document.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How often, and after which pauses, one request is tried again. Only a broken connection, a
 * timeout, 429 and 5xx are tried again; other statuses say the same every time.
 *
 * @param attempts tries altogether, at least 1
 * @param firstPause before the second try; it doubles from try to try, and the half of it is random
 * @param maxPause the longest of these pauses
 * @param maxRetryAfter the longest {@code Retry-After} that is waited for; who asks for more is
 *     left alone for that time, and the next endpoint is asked
 */
public record RetryPolicy(
    int attempts, Duration firstPause, Duration maxPause, Duration maxRetryAfter) {

  /** Checks the ranges. */
  public RetryPolicy {
    if (attempts < 1) {
      throw new IllegalArgumentException("At least one attempt is needed, not " + attempts);
    }
    if (firstPause.isNegative() || maxPause.isNegative() || maxRetryAfter.isNegative()) {
      throw new IllegalArgumentException("A pause cannot be negative");
    }
  }

  /** Three tries, after about 0.3 and 0.6 seconds; a {@code Retry-After} of up to 5 seconds. */
  public static RetryPolicy standard() {
    return new RetryPolicy(3, Duration.ofMillis(300), Duration.ofSeconds(3), Duration.ofSeconds(5));
  }

  /** One try. */
  public static RetryPolicy none() {
    return new RetryPolicy(1, Duration.ZERO, Duration.ZERO, Duration.ZERO);
  }

  /** The pause before the next try; empty where there is none. */
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
    Duration asked = failure.retryAfter();
    if (asked == null) {
      return Optional.of(pause);
    }
    if (asked.compareTo(maxRetryAfter) > 0) {
      return Optional.empty();
    }
    return Optional.of(asked.compareTo(pause) > 0 ? asked : pause);
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
