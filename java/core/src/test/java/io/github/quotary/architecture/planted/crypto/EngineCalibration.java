package io.github.quotary.architecture.planted.crypto;

import io.github.quotary.architecture.Breaks;
import io.github.quotary.architecture.HouseRule;
import java.util.function.LongSupplier;

/** May measure how long something takes, which is fine, but not ask what time it is. */
final class EngineCalibration {
  final LongSupplier ticker = System::nanoTime;

  @Breaks(HouseRule.READS_NO_CLOCK)
  long now() {
    return System.currentTimeMillis();
  }
}
