package io.github.quotary.domain.architecture.planted.workload;

import io.github.quotary.domain.architecture.Breaks;
import io.github.quotary.domain.architecture.DomainRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.function.Supplier;

/** Reads the clock where evidence is judged. */
final class ClockReader {
  private ClockReader() {}

  @Breaks(DomainRule.READS_CLOCKS_IN_CAPTURE)
  static Instant now() {
    return Instant.now();
  }

  @Breaks(DomainRule.READS_CLOCKS_IN_CAPTURE)
  static LocalDate today(Clock clock) {
    return LocalDate.now(clock);
  }

  @Breaks(DomainRule.READS_CLOCKS_IN_CAPTURE)
  static Supplier<Instant> later() {
    return Instant::now;
  }

  @Breaks(DomainRule.READS_CLOCKS_IN_CAPTURE)
  static InstantSource source() {
    return InstantSource.system();
  }

  @Breaks(DomainRule.READS_CLOCKS_IN_CAPTURE)
  static long millis(Clock clock) {
    return clock.millis();
  }

  @Breaks(DomainRule.READS_CLOCKS_IN_CAPTURE)
  static long ticks() {
    return System.nanoTime() + System.currentTimeMillis();
  }

  static Instant given(InstantSource source) {
    return source.instant();
  }
}
