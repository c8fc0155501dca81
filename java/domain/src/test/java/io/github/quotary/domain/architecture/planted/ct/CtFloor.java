package io.github.quotary.domain.architecture.planted.ct;

import io.github.quotary.domain.architecture.Breaks;
import io.github.quotary.domain.architecture.DomainRule;
import io.github.quotary.domain.architecture.planted.caa.CaaFloor;
import io.github.quotary.domain.architecture.planted.dstack.DstackFloor;

/** Leans on the floor above; leaning on the one below makes a cycle because that one leans back. */
public final class CtFloor {
  private CtFloor() {}

  /** Somebody leans here. */
  public static void visit() {}

  @Breaks({DomainRule.LEANS_DOWNWARD, DomainRule.HAS_NO_CYCLE})
  static void climb() {
    DstackFloor.visit();
  }

  @Breaks(DomainRule.HAS_NO_CYCLE)
  static void descend() {
    CaaFloor.visit();
  }
}
