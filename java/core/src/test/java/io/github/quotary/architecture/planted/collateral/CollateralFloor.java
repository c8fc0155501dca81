package io.github.quotary.architecture.planted.collateral;

import io.github.quotary.architecture.Breaks;
import io.github.quotary.architecture.HouseRule;
import io.github.quotary.architecture.planted.pki.PkiFloor;
import io.github.quotary.architecture.planted.tcb.TcbFloor;

/** Leans on the floor above; leaning on the one below is fine. */
public final class CollateralFloor {
  private CollateralFloor() {}

  /** Somebody leans here. */
  public static void visit() {}

  @Breaks(HouseRule.LEANS_DOWNWARD)
  static void climb() {
    TcbFloor.visit();
  }

  static void descend() {
    PkiFloor.visit();
  }
}
