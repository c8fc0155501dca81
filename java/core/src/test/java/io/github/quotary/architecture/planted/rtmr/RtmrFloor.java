package io.github.quotary.architecture.planted.rtmr;

import io.github.quotary.architecture.Breaks;
import io.github.quotary.architecture.HouseRule;
import io.github.quotary.architecture.planted.pki.PkiFloor;
import io.github.quotary.architecture.planted.quote.QuoteFloor;

/** Leans on the floor above; leaning on the one below is fine. */
public final class RtmrFloor {
  private RtmrFloor() {}

  /** Somebody leans here. */
  public static void visit() {}

  @Breaks(HouseRule.LEANS_DOWNWARD)
  static void climb() {
    PkiFloor.visit();
  }

  static void descend() {
    QuoteFloor.visit();
  }
}
