package io.github.quotary.domain.architecture.planted.format;

import io.github.quotary.domain.architecture.Breaks;
import io.github.quotary.domain.architecture.DomainRule;
import io.github.quotary.domain.architecture.planted.evidence.EvidenceFloor;
import io.github.quotary.domain.architecture.planted.reading.ReadingFloor;

/** Leans on the floor above; leaning on the one below makes a cycle because that one leans back. */
public final class FormatFloor {
  private FormatFloor() {}

  /** Somebody leans here. */
  public static void visit() {}

  @Breaks({DomainRule.LEANS_DOWNWARD, DomainRule.HAS_NO_CYCLE})
  static void climb() {
    EvidenceFloor.visit();
  }

  @Breaks(DomainRule.HAS_NO_CYCLE)
  static void descend() {
    ReadingFloor.visit();
  }
}
