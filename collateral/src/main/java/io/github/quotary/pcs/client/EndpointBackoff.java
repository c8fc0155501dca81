package io.github.quotary.pcs.client;

import io.github.quotary.pcs.document.FailureKind;
import io.github.quotary.pcs.document.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Endpoints that receive no requests for a while: they sent {@code Retry-After}, or they are
 * unreachable and every caller would wait for the same timeout. Thread-safe.
 */
final class EndpointBackoff {
  private final Clock clock;
  private final Duration afterOutage;
  private final Map<PcsEndpoint, Instant> until = new ConcurrentHashMap<>();

  EndpointBackoff(Clock clock, Duration afterOutage) {
    this.clock = clock;
    this.afterOutage = afterOutage;
  }

  void requireNone(PcsEndpoint endpoint) throws Refusal {
    Instant end = until.get(endpoint);
    if (end != null && clock.instant().isBefore(end)) {
      throw new Refusal(
          FailureKind.UNREACHABLE,
          "backing off until " + end + " after an outage or a Retry-After");
    }
  }

  void note(PcsEndpoint endpoint, Refusal refusal) {
    Duration requested = refusal.retryAfter();
    if (requested != null) {
      pause(endpoint, requested);
    } else if (refusal.kind() == FailureKind.UNREACHABLE) {
      pause(endpoint, afterOutage);
    }
  }

  private void pause(PcsEndpoint endpoint, Duration duration) {
    if (!duration.isZero()) {
      Instant end = clock.instant().plus(duration);
      until.merge(endpoint, end, (a, b) -> a.isAfter(b) ? a : b);
    }
  }

  void forget(PcsEndpoint endpoint) {
    until.remove(endpoint);
  }
}
