package io.github.quotary.domain.workload;

import io.github.quotary.domain.dstack.SystemEvents;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.Finding;
import io.github.quotary.rtmr.RegisterMatch;
import io.github.quotary.rtmr.Rtmr;
import io.github.quotary.rtmr.RtmrComparison;
import java.util.ArrayList;
import java.util.List;

/** The checks EL-1 to EL-3 of one proof. */
final class LogChecks {
  private final Assessment assessment;

  private LogChecks(Assessment assessment) {
    this.assessment = assessment;
  }

  static List<Finding> of(Assessment assessment) {
    LogChecks checks = new LogChecks(assessment);
    return List.of(checks.replay(), checks.systemEvents(), checks.bootRegisters());
  }

  private Finding replay() {
    if (assessment.proof().answer().logProblem().isPresent()) {
      return ref(
          Finding.fail(Check.EL_1, "the event log is malformed")
              .withDetail(assessment.proof().answer().logProblem().get()));
    }
    if (assessment.comparison().isEmpty()) {
      return ref(
          Finding.incomplete(
              Check.EL_1,
              assessment.report().isEmpty()
                  ? "no TD quote is available to replay against"
                  : "no event log is available"));
    }
    RegisterMatch match = assessment.comparison().get().register(Rtmr.RTMR3);
    if (match instanceof RegisterMatch.Matches matches) {
      return ref(
          Finding.pass(Check.EL_1, "the log's " + matches.events() + " events replay to RTMR3"));
    } else if (match instanceof RegisterMatch.Differs differs) {
      return ref(
          Finding.fail(Check.EL_1, "the log does not replay to RTMR3")
              .withDetails(details(differs)));
    }
    return ref(Finding.incomplete(Check.EL_1, "the log has no events of RTMR3"));
  }

  private static List<String> details(RegisterMatch.Differs differs) {
    List<String> details = new ArrayList<>();
    details.add(differs.register() + " of the quote: " + differs.quoted());
    details.add(differs.register() + " by replay:    " + differs.computed());
    differs.divergence().ifPresent(divergence -> details.add(divergence.toString()));
    return details;
  }

  private Finding systemEvents() {
    return ref(
        assessment
            .events()
            .filter(events -> assessment.replays(Rtmr.RTMR3))
            .map(events -> events.fold(LogChecks::accepted, LogChecks::refused))
            .orElseGet(
                () ->
                    Finding.skipped(
                        Check.EL_2, "RTMR3 does not replay, so its events prove nothing")));
  }

  private static Finding accepted(SystemEvents events) {
    return Finding.pass(
        Check.EL_2,
        events.system().size()
            + " system events in order, then "
            + events.app().size()
            + " from the app");
  }

  private static Finding refused(Reading.Malformed<SystemEvents> log) {
    return Finding.fail(Check.EL_2, "the events do not match those of dstack's guest")
        .withDetail(log.place().orElse("the log") + ": " + log.fault());
  }

  private Finding bootRegisters() {
    RtmrComparison comparison = assessment.comparison().orElse(null);
    if (comparison == null) {
      return ref(Finding.notApplicable(Check.EL_3, "nothing to replay"));
    }
    List<String> matching = new ArrayList<>();
    List<String> differing = new ArrayList<>();
    for (Rtmr register : List.of(Rtmr.RTMR0, Rtmr.RTMR1, Rtmr.RTMR2)) {
      RegisterMatch match = comparison.register(register);
      if (match instanceof RegisterMatch.Differs differs) {
        differing.addAll(details(differs));
      } else if (match instanceof RegisterMatch.Matches) {
        matching.add(register.name());
      }
    }
    if (!differing.isEmpty()) {
      return ref(
          Finding.fail(Check.EL_3, "the log does not replay to the boot registers")
              .withDetails(differing));
    }
    return ref(
        matching.isEmpty()
            ? Finding.notApplicable(Check.EL_3, "the log omits RTMR0 to RTMR2")
            : Finding.pass(Check.EL_3, "the log replays to " + String.join(", ", matching)));
  }

  private Finding ref(Finding finding) {
    return finding.withRefs(assessment.ref());
  }
}
