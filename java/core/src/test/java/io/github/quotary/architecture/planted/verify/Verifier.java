package io.github.quotary.architecture.planted.verify;

import io.github.quotary.architecture.Breaks;
import io.github.quotary.architecture.HouseRule;
import java.time.Clock;

/** The builder may choose a clock, which is fine; nobody else may. */
final class Verifier {
  @Breaks(HouseRule.READS_NO_CLOCK)
  Clock clock() {
    return Clock.systemUTC();
  }
}
