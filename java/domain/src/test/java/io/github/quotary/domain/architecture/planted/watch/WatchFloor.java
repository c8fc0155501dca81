package io.github.quotary.domain.architecture.planted.watch;

import io.github.quotary.domain.architecture.Breaks;
import io.github.quotary.domain.architecture.DomainRule;
import io.github.quotary.domain.architecture.planted.custom.CustomFloor;
import io.github.quotary.domain.architecture.planted.page.PageFloor;

/** Leans on the floor above; leaning on the one below makes a cycle because that one leans back. */
public final class WatchFloor {
  private WatchFloor() {}

  /** Somebody leans here. */
  public static void visit() {}

  @Breaks({DomainRule.LEANS_DOWNWARD, DomainRule.HAS_NO_CYCLE})
  static void climb() {
    PageFloor.visit();
  }

  @Breaks(DomainRule.HAS_NO_CYCLE)
  static void descend() {
    CustomFloor.visit();
  }
}
