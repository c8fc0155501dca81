package io.github.quotary.architecture.planted.simulator.octets;

import io.github.quotary.architecture.Breaks;
import io.github.quotary.architecture.planted.simulator.spec.SpecFloor;

@Breaks("SIMULATOR_LEANS_DOWNWARD")
final class LeansUp {
  SpecFloor used = new SpecFloor();
}
