package io.github.quotary.domain.capture;

import java.net.ProxySelector;
import java.time.Duration;
import java.util.Optional;

/**
 * How patiently services of Certificate Transparency are asked. Immutable and thread-safe if its
 * time and proxies are.
 *
 * <p>A request is tried again after the HTTP statuses 429, 502, 503 and 504, after a failed
 * connection and after a timeout, with pauses that double, and not after any other answer. A pause
 * that the service asks for by {@code Retry-After} (RFC 9110, section 10.2.3) is honoured if it
 * ends before the deadline; else the request ends at once.
 *
 * @param timeout for each try, answer included
 * @param deadline for a request, all its tries and pauses included
 * @param tries the most tries, 1 or more
 * @param pause the first pause between two tries
 * @param proxy which proxy to use; empty for that of the JVM
 * @param time what pauses and deadlines are measured by
 */
public record CtRequests(
    Duration timeout,
    Duration deadline,
    int tries,
    Duration pause,
    Optional<ProxySelector> proxy,
    Time time) {
  private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(1);
  private static final Duration USUAL_DEADLINE = Duration.ofMinutes(2);
  private static final Duration USUAL_PAUSE = Duration.ofSeconds(2);
  private static final int USUAL_TRIES = 4;

  /** Rejects fewer than one try. */
  public CtRequests {
    if (tries < 1) {
      throw new IllegalArgumentException("at least one try is needed, not " + tries);
    }
  }

  /** Measures time and lets it pass. */
  public interface Time {
    /** Nanoseconds since any fixed instant. */
    long nanos();

    /** Returns after this time. */
    void sleep(Duration time) throws InterruptedException;

    /** The machine's. */
    static Time system() {
      return new Time() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
          Thread.sleep(time.toMillis());
        }
      };
    }
  }

  /** Four tries of at most 60 seconds each within 120 seconds. */
  public static CtRequests usual() {
    return new CtRequests(
        USUAL_TIMEOUT, USUAL_DEADLINE, USUAL_TRIES, USUAL_PAUSE, Optional.empty(), Time.system());
  }

  /** One try of this length. */
  public static CtRequests single(Duration timeout) {
    return new CtRequests(
        timeout, timeout.multipliedBy(2), 1, USUAL_PAUSE, Optional.empty(), Time.system());
  }

  /** The same through these proxies. */
  public CtRequests withProxy(ProxySelector selector) {
    return new CtRequests(timeout, deadline, tries, pause, Optional.of(selector), time);
  }

  /** The same by another time. */
  public CtRequests withTime(Time other) {
    return new CtRequests(timeout, deadline, tries, pause, proxy, other);
  }
}
