package io.github.quotary.domain.architecture.planted.dstack.image;

import io.github.quotary.domain.architecture.Breaks;
import io.github.quotary.domain.architecture.DomainRule;
import io.github.quotary.domain.architecture.planted.dstack.DstackFloor;
import io.github.quotary.domain.architecture.planted.exchange.ExchangeFloor;

/** Leans on the floor above; leaning on the one below makes a cycle because that one leans back. */
public final class DstackImageFloor {
  private DstackImageFloor() {}

  /** Somebody leans here. */
  public static void visit() {}

  @Breaks({DomainRule.LEANS_DOWNWARD, DomainRule.HAS_NO_CYCLE})
  static void climb() {
    ExchangeFloor.visit();
  }

  @Breaks(DomainRule.HAS_NO_CYCLE)
  static void descend() {
    DstackFloor.visit();
  }
}
