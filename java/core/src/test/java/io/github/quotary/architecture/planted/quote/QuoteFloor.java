package io.github.quotary.architecture.planted.quote;

import io.github.quotary.architecture.Breaks;
import io.github.quotary.architecture.HouseRule;
import io.github.quotary.architecture.planted.crypto.CryptoFloor;
import io.github.quotary.architecture.planted.pki.PkiFloor;

/** Leans on the floor above; leaning on the one below is fine. */
public final class QuoteFloor {
  private QuoteFloor() {}

  /** Somebody leans here. */
  public static void visit() {}

  @Breaks(HouseRule.LEANS_DOWNWARD)
  static void climb() {
    PkiFloor.visit();
  }

  static void descend() {
    CryptoFloor.visit();
  }
}
