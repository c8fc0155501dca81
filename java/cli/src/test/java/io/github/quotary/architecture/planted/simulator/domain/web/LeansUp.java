package io.github.quotary.architecture.planted.simulator.domain.web;

import io.github.quotary.architecture.Breaks;
import io.github.quotary.architecture.planted.simulator.domain.server.ServerFloor;

@Breaks("SIMULATOR_LEANS_DOWNWARD")
final class LeansUp {
  ServerFloor used = new ServerFloor();
}
