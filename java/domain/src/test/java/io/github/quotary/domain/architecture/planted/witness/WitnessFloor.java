package io.github.quotary.domain.architecture.planted.witness;

import io.github.quotary.domain.architecture.Breaks;
import io.github.quotary.domain.architecture.DomainRule;
import io.github.quotary.domain.architecture.planted.connection.ConnectionFloor;
import io.github.quotary.domain.architecture.planted.workload.WorkloadFloor;

/** Leans on the floor above; leaning on the one below makes a cycle because that one leans back. */
public final class WitnessFloor {
  private WitnessFloor() {}

  /** Somebody leans here. */
  public static void visit() {}

  @Breaks({DomainRule.LEANS_DOWNWARD, DomainRule.HAS_NO_CYCLE})
  static void climb() {
    WorkloadFloor.visit();
  }

  @Breaks(DomainRule.HAS_NO_CYCLE)
  static void descend() {
    ConnectionFloor.visit();
  }
}
