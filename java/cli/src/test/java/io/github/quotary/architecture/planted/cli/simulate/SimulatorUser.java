package io.github.quotary.architecture.planted.cli.simulate;

import io.github.quotary.architecture.planted.simulator.spec.SpecFloor;

/** Breaks nothing. */
final class SimulatorUser {
  SpecFloor used = new SpecFloor();
}
