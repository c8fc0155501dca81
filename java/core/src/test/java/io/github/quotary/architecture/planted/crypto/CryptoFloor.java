package io.github.quotary.architecture.planted.crypto;

import io.github.quotary.architecture.Breaks;
import io.github.quotary.architecture.HouseRule;
import io.github.quotary.architecture.planted.quote.QuoteFloor;
import io.github.quotary.architecture.planted.status.StatusFloor;

/** Leans on the floor above; leaning on the one below is fine. */
public final class CryptoFloor {
  private CryptoFloor() {}

  /** Somebody leans here. */
  public static void visit() {}

  @Breaks(HouseRule.LEANS_DOWNWARD)
  static void climb() {
    QuoteFloor.visit();
  }

  static void descend() {
    StatusFloor.visit();
  }
}
