package io.github.quotary.ingress.dns;

import io.github.quotary.ingress.exchange.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.IntFunction;

/**
 * How often and how long to try.
 *
 * @param tries of one request, at least 1
 * @param first pause; each further one is twice as long
 * @param longest pause, also where a provider asks for a longer one: then no further try is made
 * @param deadline of all tries of one request together
 */
public record Retries(
    int tries,
    Duration first,
    Duration longest,
    Duration deadline,
    InstantSource clock,
    Pause pause) {
  /** Five tries within two minutes, with pauses of 1 s, 2 s, 4 s, 8 s. */
  public static Retries usual(InstantSource clock, Pause pause) {
    return new Retries(
        5, Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(2), clock, pause);
  }

  /**
   * Tries until one try is the last.
   *
   * @param attempt by its number, from 1
   */
  <T> DnsResult<T> run(IntFunction<Attempt<T>> attempt) {
    Instant end = clock.instant().plus(deadline);
    Duration wait = first;
    for (int number = 1; ; number++) {
      Attempt<T> made = attempt.apply(number);
      if (made instanceof Attempt.Over<T> over) {
        return over.result();
      }
      Attempt.Again<T> again = (Attempt.Again<T>) made;
      Duration next = longer(wait, again.asked().orElse(Duration.ZERO));
      boolean tooLong = next.compareTo(longest) > 0 || clock.instant().plus(next).isAfter(end);
      if (number >= tries || tooLong || Thread.currentThread().isInterrupted()) {
        String asks =
            tooLong && again.asked().isPresent()
                ? "; it asks to wait " + again.asked().get().toSeconds() + " s"
                : "";
        return new DnsResult.Unavailable<>(again.why() + asks, number);
      }
      try {
        pause.pause(next);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new DnsResult.Unavailable<>(again.why() + "; then it was interrupted", number);
      }
      Duration doubled = wait.multipliedBy(2);
      wait = doubled.compareTo(longest) > 0 ? longest : doubled;
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
