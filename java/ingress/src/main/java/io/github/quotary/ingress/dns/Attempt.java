package io.github.quotary.ingress.dns;

import java.time.Duration;
import java.util.Optional;

/** What one try gave. */
sealed interface Attempt<T> {
  /** Nothing more to try. */
  record Over<T>(DnsResult<T> result) implements Attempt<T> {}

  /**
   * Another try may help.
   *
   * @param asked how long the provider asks to wait
   */
  record Again<T>(String why, Optional<Duration> asked) implements Attempt<T> {}

  static <T> Attempt<T> done(T value) {
    return new Over<>(new DnsResult.Done<>(value));
  }

  static <T> Attempt<T> refused(int status, String words) {
    return new Over<>(new DnsResult.Refused<>(status, words));
  }

  static <T> Attempt<T> again(String why) {
    return new Again<>(why, Optional.empty());
  }

  /** An answer came, but it is not what was asked for, and would not be in another try. */
  static <T> Attempt<T> unusable(String why) {
    return new Over<>(new DnsResult.Unavailable<>(why, 1));
  }
}
