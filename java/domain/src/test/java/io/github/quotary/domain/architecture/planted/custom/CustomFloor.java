package io.github.quotary.domain.architecture.planted.custom;

import io.github.quotary.domain.architecture.Breaks;
import io.github.quotary.domain.architecture.DomainRule;
import io.github.quotary.domain.architecture.planted.gateway.GatewayFloor;
import io.github.quotary.domain.architecture.planted.watch.WatchFloor;

/** Leans on the floor above; leaning on the one below makes a cycle because that one leans back. */
public final class CustomFloor {
  private CustomFloor() {}

  /** Somebody leans here. */
  public static void visit() {}

  @Breaks({DomainRule.LEANS_DOWNWARD, DomainRule.HAS_NO_CYCLE})
  static void climb() {
    WatchFloor.visit();
  }

  @Breaks({DomainRule.HAS_NO_CYCLE, DomainRule.KEEPS_KINDS_OF_DOMAINS_APART})
  static void descend() {
    GatewayFloor.visit();
  }
}
