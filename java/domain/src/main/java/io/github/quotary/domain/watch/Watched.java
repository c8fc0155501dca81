package io.github.quotary.domain.watch;

import io.github.quotary.domain.report.DomainReport;
import java.time.Instant;
import java.util.function.Function;

/**
 * A name that is watched.
 *
 * @param name what it is known by, such as {@code gateway:gateway.apps.example.net}
 * @param observer looks at it at a time; what it throws counts as a fault
 */
public record Watched(String name, Function<Instant, DomainReport> observer) {
  Observation observe(Instant at) {
    try {
      return Observation.of(name, observer.apply(at));
    } catch (RuntimeException e) {
      // Whatever goes wrong with one name must not end the watch over the others.
      return Observation.faulty(name, at, String.valueOf(e.getMessage()));
    }
  }
}
