package io.github.quotary.architecture.planted.cli.verify;

import io.github.quotary.architecture.Breaks;
import io.github.quotary.architecture.planted.qvl.EngineFloor;

@Breaks("ONLY_THE_CROSSCHECK_SEES_THE_NATIVE_ENGINE")
final class SeesEngine {
  EngineFloor used = new EngineFloor();
}
