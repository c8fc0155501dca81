package io.github.quotary.domain.architecture.planted.exchange;

import io.github.quotary.domain.architecture.Breaks;
import io.github.quotary.domain.architecture.DomainRule;
import io.github.quotary.domain.architecture.planted.capture.CaptureFloor;
import io.github.quotary.domain.architecture.planted.dstack.image.DstackImageFloor;
import java.net.http.HttpClient;

/** Leans on the floor above; leaning on the one below makes a cycle because that one leans back. */
public final class ExchangeFloor {
  private ExchangeFloor() {}

  /** Somebody leans here. */
  public static void visit() {}

  /** Opens connections, which is what exchanges are for. */
  static void fetch(HttpClient client) {}

  @Breaks({DomainRule.LEANS_DOWNWARD, DomainRule.HAS_NO_CYCLE})
  static void climb() {
    CaptureFloor.visit();
  }

  @Breaks(DomainRule.HAS_NO_CYCLE)
  static void descend() {
    DstackImageFloor.visit();
  }
}
