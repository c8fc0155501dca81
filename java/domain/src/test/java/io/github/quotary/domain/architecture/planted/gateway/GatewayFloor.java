package io.github.quotary.domain.architecture.planted.gateway;

import io.github.quotary.domain.architecture.Breaks;
import io.github.quotary.domain.architecture.DomainRule;
import io.github.quotary.domain.architecture.planted.custom.CustomFloor;
import io.github.quotary.domain.architecture.planted.verification.VerificationFloor;

/** Leans on the floor above; leaning on the one below makes a cycle because that one leans back. */
public final class GatewayFloor {
  private GatewayFloor() {}

  /** Somebody leans here. */
  public static void visit() {}

  @Breaks({
    DomainRule.LEANS_DOWNWARD,
    DomainRule.HAS_NO_CYCLE,
    DomainRule.KEEPS_KINDS_OF_DOMAINS_APART
  })
  static void climb() {
    CustomFloor.visit();
  }

  @Breaks(DomainRule.HAS_NO_CYCLE)
  static void descend() {
    VerificationFloor.visit();
  }
}
