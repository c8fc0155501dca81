package io.github.quotary.architecture.planted.crypto.p256;

import io.github.quotary.architecture.Breaks;
import io.github.quotary.architecture.HouseRule;
import io.github.quotary.architecture.planted.crypto.CryptoFloor;

/** Leans on the package around it, which stands above it. */
final class ArithmeticFloor {
  private ArithmeticFloor() {}

  @Breaks(HouseRule.LEANS_DOWNWARD)
  static void climb() {
    CryptoFloor.visit();
  }
}
