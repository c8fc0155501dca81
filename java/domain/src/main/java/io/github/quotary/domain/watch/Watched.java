package io.github.quotary.domain.watch;

import io.github.quotary.domain.report.DomainReport;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * A watched name.
 *
 * @param name its identifier, such as {@code gateway:gateway.apps.example.net}
 * @param observer observes it at a time; an exception counts as a fault. Other names may be
 *     observed by other threads meanwhile
 */
public record Watched(String name, Function<Instant, DomainReport> observer) {
  Observation observe(Instant at) {
    try {
      return Observation.of(name, observer.apply(at));
    } catch (RuntimeException e) {
      // Whatever goes wrong with one name must not end the watch over the others.
      return Observation.faulty(name, at, String.valueOf(e.getMessage()), Optional.empty());
    }
  }
}
