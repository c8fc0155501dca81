package io.github.quotary.domain.architecture.planted.page;

import io.github.quotary.domain.architecture.Breaks;
import io.github.quotary.domain.architecture.DomainRule;
import io.github.quotary.domain.architecture.planted.watch.WatchFloor;

/** Leans on the floor below, which makes a cycle because that one leans back. */
public final class PageFloor {
  private PageFloor() {}

  /** Somebody leans here. */
  public static void visit() {}

  @Breaks(DomainRule.HAS_NO_CYCLE)
  static void descend() {
    WatchFloor.visit();
  }
}
