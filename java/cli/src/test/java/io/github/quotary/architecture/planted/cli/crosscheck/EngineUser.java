package io.github.quotary.architecture.planted.cli.crosscheck;

import io.github.quotary.architecture.planted.qvl.EngineFloor;

/** Breaks nothing. */
final class EngineUser {
  EngineFloor used = new EngineFloor();
}
