package io.github.quotary.domain.architecture.planted.capture;

import io.github.quotary.domain.architecture.Breaks;
import io.github.quotary.domain.architecture.DomainRule;
import io.github.quotary.domain.architecture.planted.connection.ConnectionFloor;
import io.github.quotary.domain.architecture.planted.exchange.ExchangeFloor;

/** Leans on the floor above; leaning on the one below makes a cycle because that one leans back. */
public final class CaptureFloor {
  private CaptureFloor() {}

  /** Somebody leans here. */
  public static void visit() {}

  @Breaks({DomainRule.LEANS_DOWNWARD, DomainRule.HAS_NO_CYCLE})
  static void climb() {
    ConnectionFloor.visit();
  }

  @Breaks(DomainRule.HAS_NO_CYCLE)
  static void descend() {
    ExchangeFloor.visit();
  }
}
