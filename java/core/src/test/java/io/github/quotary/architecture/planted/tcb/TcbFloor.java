package io.github.quotary.architecture.planted.tcb;

import io.github.quotary.architecture.Breaks;
import io.github.quotary.architecture.HouseRule;
import io.github.quotary.architecture.planted.collateral.CollateralFloor;
import io.github.quotary.architecture.planted.verify.VerifyFloor;

/** Leans on the floor above; leaning on the one below is fine. */
public final class TcbFloor {
  private TcbFloor() {}

  /** Somebody leans here. */
  public static void visit() {}

  @Breaks(HouseRule.LEANS_DOWNWARD)
  static void climb() {
    VerifyFloor.visit();
  }

  static void descend() {
    CollateralFloor.visit();
  }
}
