package io.github.quotary.domain.architecture.planted.reading;

import io.github.quotary.domain.architecture.Breaks;
import io.github.quotary.domain.architecture.DomainRule;
import io.github.quotary.domain.architecture.planted.format.FormatFloor;

/** Leans on the floor above. */
public final class ReadingFloor {
  private ReadingFloor() {}

  /** Somebody leans here. */
  public static void visit() {}

  @Breaks({DomainRule.LEANS_DOWNWARD, DomainRule.HAS_NO_CYCLE})
  static void climb() {
    FormatFloor.visit();
  }
}
