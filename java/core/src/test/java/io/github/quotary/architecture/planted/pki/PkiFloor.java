package io.github.quotary.architecture.planted.pki;

import io.github.quotary.architecture.Breaks;
import io.github.quotary.architecture.HouseRule;
import io.github.quotary.architecture.planted.collateral.CollateralFloor;
import io.github.quotary.architecture.planted.quote.QuoteFloor;

/** Leans on the floor above; leaning on the one below is fine. */
public final class PkiFloor {
  private PkiFloor() {}

  /** Somebody leans here. */
  public static void visit() {}

  @Breaks(HouseRule.LEANS_DOWNWARD)
  static void climb() {
    CollateralFloor.visit();
  }

  static void descend() {
    QuoteFloor.visit();
  }
}
