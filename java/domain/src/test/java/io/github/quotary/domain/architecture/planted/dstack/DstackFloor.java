package io.github.quotary.domain.architecture.planted.dstack;

import io.github.quotary.domain.architecture.Breaks;
import io.github.quotary.domain.architecture.DomainRule;
import io.github.quotary.domain.architecture.planted.ct.CtFloor;
import io.github.quotary.domain.architecture.planted.dstack.image.DstackImageFloor;

/** Leans on the floor above; leaning on the one below makes a cycle because that one leans back. */
public final class DstackFloor {
  private DstackFloor() {}

  /** Somebody leans here. */
  public static void visit() {}

  @Breaks({DomainRule.LEANS_DOWNWARD, DomainRule.HAS_NO_CYCLE})
  static void climb() {
    DstackImageFloor.visit();
  }

  @Breaks(DomainRule.HAS_NO_CYCLE)
  static void descend() {
    CtFloor.visit();
  }
}
