package io.github.quotary.evidence.replay;

import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TdReport;
import io.github.quotary.rtmr.Divergence;
import io.github.quotary.rtmr.EventLog;
import io.github.quotary.rtmr.Rtmr;
import io.github.quotary.rtmr.RtmrComparison;
import io.github.quotary.rtmr.RtmrReplay;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The result of a replay.
 *
 * @param eventLog the log of {@code --event-log}, if given
 * @param ccel the log of {@code --ccel}, if given
 * @param replay the registers
 * @param checked the registers that the result is about
 * @param contradictions events that contradict themselves or the other log
 * @param quote the quote, if given
 * @param comparison the registers compared with the quote's, if given
 * @param workload who the workload is, where RTMR3 has run-time events and is the quote's
 */
public record ReplayOutcome(
    Optional<EventLog> eventLog,
    Optional<EventLog> ccel,
    RtmrReplay replay,
    Set<Rtmr> checked,
    Map<Rtmr, Divergence> contradictions,
    Optional<Quote> quote,
    Optional<RtmrComparison> comparison,
    Optional<WorkloadReport> workload) {

  /** What the replay comes to. */
  public enum Result {
    /** There is no quote, and the logs do not contradict themselves. */
    REPLAYED,
    /** Every register that was checked has the log's value. */
    MATCH,
    /** Some register is not zero, and the log has no events for it; no other differs. */
    PARTIAL,
    /** The log is not what was measured, or contradicts itself. */
    MISMATCH
  }

  /**
   * Replays what is given, at least one log; the quote must be of a trust domain.
   *
   * @param checked the registers to compare
   */
  public static ReplayOutcome of(
      Optional<EventLog> eventLog,
      Optional<EventLog> ccel,
      Optional<Quote> quote,
      Set<Rtmr> checked) {
    RtmrReplay replay =
        ccel.isPresent() && eventLog.isPresent()
            ? RtmrReplay.of(ccel.get(), eventLog.get())
            : RtmrReplay.of(eventLog.or(() -> ccel).orElseThrow());
    Optional<RtmrComparison> comparison =
        quote.map(q -> replay.compareUnverified((TdReport) q.body()));
    return new ReplayOutcome(
        eventLog,
        ccel,
        replay,
        checked,
        replay.contradictions(),
        quote,
        comparison,
        quote.flatMap(q -> comparison.flatMap(c -> WorkloadReport.of(q, c))));
  }

  /** The result. */
  public Result result() {
    if (isContradicted()) {
      return Result.MISMATCH;
    }
    return comparison
        .map(
            c ->
                switch (c.outcome(checked)) {
                  case MATCH -> Result.MATCH;
                  case PARTIAL -> Result.PARTIAL;
                  case MISMATCH -> Result.MISMATCH;
                })
        .orElse(Result.REPLAYED);
  }

  /** Whether a log contradicts itself, or the other one, about a register that was checked. */
  public boolean isContradicted() {
    return contradictions.keySet().stream().anyMatch(checked::contains);
  }

  /** Whether only some registers were to be compared. */
  public boolean isRestricted() {
    return checked.size() < Rtmr.values().length;
  }

  /** The checked registers that are not zero in the quote and have no events in the log. */
  public Set<Rtmr> unknown() {
    return comparison.map(RtmrComparison::unknown).orElse(Set.of()).stream()
        .filter(checked::contains)
        .collect(Collectors.toSet());
  }

  /** Number of separators in the register's log. */
  public int separators(Rtmr register) {
    return replay.log(register).separators(register);
  }

  /** The option that named a log. */
  public String option(EventLog log) {
    return ccel.filter(other -> other == log).isPresent() ? "ccel" : "event-log";
  }
}
