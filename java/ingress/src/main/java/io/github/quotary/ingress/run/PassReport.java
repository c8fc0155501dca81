package io.github.quotary.ingress.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What came of one pass over all names.
 *
 * @param failures what is not as it should be, each with its reason; none if all is
 * @param retryAfter the longest time that somebody asks to wait
 * @param nextDue when the next certificate is to be renewed, if that is known
 */
public record PassReport(
    List<String> failures, Optional<Duration> retryAfter, Optional<Instant> nextDue) {
  /** Copies the failures. */
  public PassReport {
    failures = List.copyOf(failures);
  }

  /** Whether every name is as it should be. */
  public boolean isGood() {
    return failures.isEmpty();
  }
}
