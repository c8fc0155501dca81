package io.github.quotary.verify;

import io.github.quotary.status.RejectReason;
import io.github.quotary.status.TcbStatus;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a batch came to. Immutable.
 *
 * @param verified quotes that are genuine
 * @param trusted how many of these the policy has no objection to
 * @param genuine how many of the verified ones have no objection but that nobody has stated whose
 *     TD or enclave is expected, or would have it if that were not waived: verdict {@code GENUINE}
 * @param rejected quotes that are not genuine
 * @param undecided quotes without collateral
 * @param statuses how many verified quotes have each TCB status; statuses that none has are absent
 * @param reasons how many quotes were rejected for each reason
 * @param violations how many verified quotes violate each rule of the policy, by the rule's name
 * @param cancelled whether the batch ended before its input did
 * @param elapsed how long it took, if the batch had a ticker
 */
public record BatchSummary(
    long verified,
    long trusted,
    long genuine,
    long rejected,
    long undecided,
    Map<TcbStatus, Long> statuses,
    Map<RejectReason, Long> reasons,
    Map<String, Long> violations,
    boolean cancelled,
    Optional<Duration> elapsed) {
  /** Copies the maps; they iterate in the order in which they were given. */
  public BatchSummary {
    statuses = copy(statuses);
    reasons = copy(reasons);
    violations = copy(violations);
  }

  private static <K> Map<K, Long> copy(Map<K, Long> counts) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(counts));
  }

  /** Number of quotes whose result the sink was given. */
  public long quotes() {
    return verified + rejected + undecided;
  }

  /** Quotes a second; empty without a ticker, or if no time passed. */
  public Optional<Double> quotesPerSecond() {
    return elapsed.filter(time -> !time.isZero()).map(time -> quotes() * 1e9 / time.toNanos());
  }
}
