package io.github.quotary.domain.architecture.planted.verification;

import io.github.quotary.domain.architecture.Breaks;
import io.github.quotary.domain.architecture.DomainRule;
import io.github.quotary.domain.architecture.planted.gateway.GatewayFloor;
import io.github.quotary.domain.architecture.planted.workload.WorkloadFloor;

/** Leans on the floor above; leaning on the one below makes a cycle because that one leans back. */
public final class VerificationFloor {
  private VerificationFloor() {}

  /** Somebody leans here. */
  public static void visit() {}

  @Breaks({DomainRule.LEANS_DOWNWARD, DomainRule.HAS_NO_CYCLE})
  static void climb() {
    GatewayFloor.visit();
  }

  @Breaks(DomainRule.HAS_NO_CYCLE)
  static void descend() {
    WorkloadFloor.visit();
  }
}
