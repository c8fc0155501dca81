package io.github.quotary.architecture.planted.simulator;

import io.github.quotary.architecture.Breaks;
import io.github.quotary.architecture.planted.status.CoreFloor;

@Breaks("MODULES_LEAN_DOWNWARD")
final class SeesCore {
  CoreFloor used = new CoreFloor();
}
