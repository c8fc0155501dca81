package io.github.quotary.domain.architecture.planted.certificate;

import io.github.quotary.domain.architecture.Breaks;
import io.github.quotary.domain.architecture.DomainRule;
import io.github.quotary.domain.architecture.planted.evidence.EvidenceFloor;
import io.github.quotary.domain.architecture.planted.report.ReportFloor;

/** Leans on the floor above; leaning on the one below makes a cycle because that one leans back. */
public final class CertificateFloor {
  private CertificateFloor() {}

  /** Somebody leans here. */
  public static void visit() {}

  @Breaks({DomainRule.LEANS_DOWNWARD, DomainRule.HAS_NO_CYCLE})
  static void climb() {
    ReportFloor.visit();
  }

  @Breaks(DomainRule.HAS_NO_CYCLE)
  static void descend() {
    EvidenceFloor.visit();
  }
}
