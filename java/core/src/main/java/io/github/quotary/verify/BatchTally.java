package io.github.quotary.verify;

import io.github.quotary.policy.Violation;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.TcbStatus;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Verified;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Counts the results of a batch; takes no memory for a quote that is trusted. Not thread-safe. */
final class BatchTally {
  private final Map<TcbStatus, long[]> statuses = new EnumMap<>(TcbStatus.class);
  private final Map<RejectReason, long[]> reasons = new EnumMap<>(RejectReason.class);
  private final Map<String, Long> violations = new TreeMap<>();
  private long verified;
  private long trusted;
  private long genuine;
  private long rejected;
  private long undecided;

  void count(VerificationResult result) {
    if (result instanceof Verified found) {
      verified++;
      increment(statuses, found.tcb().status());
      if (found.verdict() == Verdict.GENUINE) {
        genuine++;
      }
      if (found.isTrusted()) {
        trusted++;
      } else {
        count(found.violations());
      }
    } else if (result instanceof Rejected bad) {
      rejected++;
      increment(reasons, bad.reason());
    } else {
      undecided++;
    }
  }

  /** Each rule once for a quote, however often it is violated. */
  private void count(List<Violation> found) {
    Set<String> rules = new LinkedHashSet<>();
    found.forEach(violation -> rules.add(violation.rule()));
    rules.forEach(rule -> violations.merge(rule, 1L, Long::sum));
  }

  BatchSummary summary(boolean cancelled, Optional<Duration> elapsed) {
    return new BatchSummary(
        verified,
        trusted,
        genuine,
        rejected,
        undecided,
        counts(statuses),
        counts(reasons),
        violations,
        cancelled,
        elapsed);
  }

  private static <E> void increment(Map<E, long[]> counts, E what) {
    counts.computeIfAbsent(what, any -> new long[1])[0]++;
  }

  private static <E> Map<E, Long> counts(Map<E, long[]> counts) {
    Map<E, Long> map = new LinkedHashMap<>();
    counts.forEach((what, count) -> map.put(what, count[0]));
    return map;
  }
}
