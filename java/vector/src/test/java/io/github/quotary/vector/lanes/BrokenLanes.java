package io.github.quotary.vector.lanes;

import io.github.quotary.crypto.P256Lanes;

/** The arithmetic with lanes that are broken on purpose. */
public final class BrokenLanes {
  private BrokenLanes() {}

  /** One in which a lane takes every signature for good. */
  public static P256Lanes brokenIn(int lane) {
    return new VectorLanes(1 << lane);
  }
}
