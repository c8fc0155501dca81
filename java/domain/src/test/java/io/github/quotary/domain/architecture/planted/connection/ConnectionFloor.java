package io.github.quotary.domain.architecture.planted.connection;

import io.github.quotary.domain.architecture.Breaks;
import io.github.quotary.domain.architecture.DomainRule;
import io.github.quotary.domain.architecture.planted.capture.CaptureFloor;
import io.github.quotary.domain.architecture.planted.witness.WitnessFloor;

/** Leans on the floor above; leaning on the one below makes a cycle because that one leans back. */
public final class ConnectionFloor {
  private ConnectionFloor() {}

  /** Somebody leans here. */
  public static void visit() {}

  @Breaks({DomainRule.LEANS_DOWNWARD, DomainRule.HAS_NO_CYCLE})
  static void climb() {
    WitnessFloor.visit();
  }

  @Breaks(DomainRule.HAS_NO_CYCLE)
  static void descend() {
    CaptureFloor.visit();
  }
}
