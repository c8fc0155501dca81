package io.github.quotary.architecture.planted.evidence.input;

import io.github.quotary.architecture.Breaks;
import io.github.quotary.architecture.planted.evidence.report.ReportFloor;

@Breaks("EVIDENCE_LEANS_DOWNWARD")
final class LeansUp {
  ReportFloor used = new ReportFloor();
}
