package io.github.quotary.architecture.planted.rtmr;

import io.github.quotary.architecture.planted.verify.VerifyFloor;

/** Leans on the floor below, which is fine. */
public final class RtmrFloor {
  private RtmrFloor() {}

  /** Somebody leans here. */
  public static void visit() {}

  static void descend() {
    VerifyFloor.visit();
  }
}
