package io.github.quotary.domain.architecture.planted.evidence;

import io.github.quotary.domain.architecture.Breaks;
import io.github.quotary.domain.architecture.DomainRule;
import io.github.quotary.domain.architecture.planted.certificate.CertificateFloor;
import io.github.quotary.domain.architecture.planted.format.FormatFloor;

/** Leans on the floor above; leaning on the one below makes a cycle because that one leans back. */
public final class EvidenceFloor {
  private EvidenceFloor() {}

  /** Somebody leans here. */
  public static void visit() {}

  @Breaks({DomainRule.LEANS_DOWNWARD, DomainRule.HAS_NO_CYCLE})
  static void climb() {
    CertificateFloor.visit();
  }

  @Breaks(DomainRule.HAS_NO_CYCLE)
  static void descend() {
    FormatFloor.visit();
  }
}
