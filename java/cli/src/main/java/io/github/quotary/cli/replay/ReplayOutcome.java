package io.github.quotary.cli.replay;

import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TdReport;
import io.github.quotary.rtmr.Divergence;
import io.github.quotary.rtmr.EventLog;
import io.github.quotary.rtmr.Rtmr;
import io.github.quotary.rtmr.RtmrComparison;
import io.github.quotary.rtmr.RtmrReplay;
import java.util.Map;
import java.util.Optional;

/**
 * The result of a replay.
 *
 * @param eventLog the log of {@code --event-log}, if given
 * @param ccel the log of {@code --ccel}, if given
 * @param replay the registers
 * @param contradictions events that contradict themselves or the other log
 * @param quote the quote, if given
 * @param comparison the registers compared with the quote's, if given
 * @param workload who the workload is, where RTMR3 has run-time events and is the quote's
 */
public record ReplayOutcome(
    Optional<EventLog> eventLog,
    Optional<EventLog> ccel,
    RtmrReplay replay,
    Map<Rtmr, Divergence> contradictions,
    Optional<Quote> quote,
    Optional<RtmrComparison> comparison,
    Optional<WorkloadReport> workload) {

  /** Replays what is given, at least one log; the quote must be of a trust domain. */
  public static ReplayOutcome of(
      Optional<EventLog> eventLog, Optional<EventLog> ccel, Optional<Quote> quote) {
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
        replay.contradictions(),
        quote,
        comparison,
        quote.flatMap(q -> comparison.flatMap(c -> WorkloadReport.of(q, c))));
  }

  /** Whether the logs match the quote or, without one, are consistent. */
  public boolean isMatch() {
    return contradictions.isEmpty()
        && comparison.map(RtmrComparison::matchesWhereItHasEvents).orElse(true);
  }

  /** Number of separators in the register's log. */
  int separators(Rtmr register) {
    return replay.log(register).separators(register);
  }

  /** The option that named a log. */
  String option(EventLog log) {
    return ccel.filter(other -> other == log).isPresent() ? "ccel" : "event-log";
  }
}
