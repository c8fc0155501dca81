package io.github.quotary.architecture.planted.simulator.domain;

import io.github.quotary.architecture.Breaks;
import io.github.quotary.architecture.planted.simulator.fault.FaultFloor;

@Breaks("SIMULATOR_LEANS_DOWNWARD")
final class SeesFault {
  FaultFloor used = new FaultFloor();
}
