package io.github.quotary.architecture.planted.verify;

import io.github.quotary.architecture.Breaks;
import io.github.quotary.architecture.HouseRule;
import io.github.quotary.architecture.planted.rtmr.RtmrFloor;
import io.github.quotary.architecture.planted.tcb.TcbFloor;

/** Leans on the floor below, which is fine. */
public final class VerifyFloor {
  private VerifyFloor() {}

  /** Somebody leans here. */
  public static void visit() {}

  static void descend() {
    TcbFloor.visit();
  }

  @Breaks(HouseRule.LEANS_DOWNWARD)
  static void climb() {
    RtmrFloor.visit();
  }
}
