package io.github.quotary.tcb;

import io.github.quotary.collateral.QeLevel;
import io.github.quotary.collateral.TcbLevel;
import io.github.quotary.collateral.TdxModuleLevel;
import io.github.quotary.status.TcbStatus;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The levels that one set of SVNs matched, and their joint status. */
record Matched(
    TcbStatus status, TcbLevel platform, QeLevel qe, @Nullable TdxModuleLevel tdxModule) {

  TcbEvaluation evaluation(
      TcbStatus result, long evaluationDataNumber, @Nullable TcbStatus current) {
    return new TcbEvaluation(
        result,
        advisoryIds(),
        platform,
        qe,
        tdxModule,
        tcbDate(),
        evaluationDataNumber,
        status,
        current);
  }

  private List<String> advisoryIds() {
    TreeSet<String> ids = new TreeSet<>(platform.advisoryIds());
    ids.addAll(qe.advisoryIds());
    if (tdxModule != null) {
      ids.addAll(tdxModule.advisoryIds());
    }
    return List.copyOf(ids);
  }

  private Instant tcbDate() {
    Instant date = min(platform.tcbDate(), qe.tcbDate());
    return tdxModule == null ? date : min(date, tdxModule.tcbDate());
  }

  private static Instant min(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
