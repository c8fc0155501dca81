package io.github.quotary.architecture.planted.status;

import io.github.quotary.architecture.Breaks;
import io.github.quotary.architecture.planted.qvl.EngineFloor;

@Breaks("MODULES_LEAN_DOWNWARD")
final class SeesEngine {
  EngineFloor used = new EngineFloor();
}
