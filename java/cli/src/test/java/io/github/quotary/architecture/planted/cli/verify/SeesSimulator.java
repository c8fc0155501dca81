package io.github.quotary.architecture.planted.cli.verify;

import io.github.quotary.architecture.Breaks;
import io.github.quotary.architecture.planted.simulator.spec.SpecFloor;

@Breaks("ONLY_SIMULATE_SEES_THE_SIMULATOR")
final class SeesSimulator {
  SpecFloor used = new SpecFloor();
}
