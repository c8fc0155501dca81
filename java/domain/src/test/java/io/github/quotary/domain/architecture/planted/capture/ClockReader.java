package io.github.quotary.domain.architecture.planted.capture;

import java.time.Instant;

/** Reads the clock, which captures may. */
final class ClockReader {
  private ClockReader() {}

  static Instant now() {
    return Instant.now();
  }
}
