package io.github.quotary.architecture.planted.status;

import io.github.quotary.architecture.Breaks;
import io.github.quotary.architecture.HouseRule;
import io.github.quotary.architecture.planted.crypto.CryptoFloor;

/** Leans on the floor above, from the ground. */
public final class StatusFloor {
  private StatusFloor() {}

  /** Somebody leans here. */
  public static void visit() {}

  @Breaks(HouseRule.LEANS_DOWNWARD)
  static void climb() {
    CryptoFloor.visit();
  }
}
