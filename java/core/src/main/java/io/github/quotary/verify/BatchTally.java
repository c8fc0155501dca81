package io.github.quotary.verify;

import io.github.quotary.policy.Violation;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.TcbStatus;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Verified;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts the results of a batch. Not thread-safe. */
final class BatchTally {
  private final Map<TcbStatus, Long> statuses = new EnumMap<>(TcbStatus.class);
  private final Map<RejectReason, Long> reasons = new EnumMap<>(RejectReason.class);
  private final Map<String, Long> violations = new TreeMap<>();
  private long verified;
  private long trusted;
  private long rejected;
  private long undecided;

  void count(VerificationResult result) {
    if (result instanceof Verified genuine) {
      verified++;
      trusted += genuine.isTrusted() ? 1 : 0;
      statuses.merge(genuine.tcb().status(), 1L, Long::sum);
      genuine.violations().stream()
          .map(Violation::rule)
          .distinct()
          .forEach(rule -> violations.merge(rule, 1L, Long::sum));
    } else if (result instanceof Rejected bad) {
      rejected++;
      reasons.merge(bad.reason(), 1L, Long::sum);
    } else {
      undecided++;
    }
  }

  BatchSummary summary(boolean cancelled, Optional<Duration> elapsed) {
    return new BatchSummary(
        verified, trusted, rejected, undecided, statuses, reasons, violations, cancelled, elapsed);
  }
}
