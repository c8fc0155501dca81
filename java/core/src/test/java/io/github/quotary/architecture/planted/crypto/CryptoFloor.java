package io.github.quotary.architecture.planted.crypto;

import io.github.quotary.architecture.Breaks;
import io.github.quotary.architecture.HouseRule;
import io.github.quotary.architecture.planted.quote.QuoteFloor;

/** Leans on the floor above. */
public final class CryptoFloor {
  private CryptoFloor() {}

  /** Somebody leans here. */
  public static void visit() {}

  @Breaks(HouseRule.LEANS_DOWNWARD)
  static void climb() {
    QuoteFloor.visit();
  }
}
