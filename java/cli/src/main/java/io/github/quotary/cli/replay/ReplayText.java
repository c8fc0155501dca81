package io.github.quotary.cli.replay;

import io.github.quotary.evidence.replay.PayloadLine;
import io.github.quotary.evidence.replay.ReplayOutcome;
import io.github.quotary.evidence.replay.WorkloadReport;
import io.github.quotary.rtmr.Divergence;
import io.github.quotary.rtmr.Event;
import io.github.quotary.rtmr.EventLog;
import io.github.quotary.rtmr.ProvenEvent;
import io.github.quotary.rtmr.RegisterMatch;
import io.github.quotary.rtmr.Rtmr;
import io.github.quotary.rtmr.RtmrComparison;
import io.github.quotary.rtmr.UnprovenEvent;
import io.github.quotary.status.SafeText;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A replay as text: registers, what is proven, what is not. */
public final class ReplayText {
  /** The most that is shown of one payload. */
  private static final int MAX_PAYLOAD = 400;

  private final ReplayOutcome outcome;
  private final StringBuilder text = new StringBuilder();

  private ReplayText(ReplayOutcome outcome) {
    this.outcome = outcome;
  }

  /** The outcome. */
  public static String of(ReplayOutcome outcome) {
    ReplayText report = new ReplayText(outcome);
    report.verdict();
    for (Rtmr register : Rtmr.values()) {
      report.register(register);
    }
    report.separators();
    outcome.comparison().ifPresentOrElse(report::events, report::claims);
    return report.text.toString();
  }

  private void verdict() {
    line(
        switch (outcome.result()) {
          case REPLAYED -> "REPLAYED: no quote to compare with, so nothing is proven";
          case MATCH ->
              "MATCH: the log replays to the quote's "
                  + compared()
                  + "; the quote was not verified";
          case PARTIAL -> "PARTIAL: " + unknown(outcome.unknown());
          case MISMATCH ->
              outcome.isContradicted()
                  ? "MISMATCH: the log contradicts itself"
                  : "MISMATCH: the log is not what the quote's registers were extended with";
        });
  }

  private String compared() {
    if (!outcome.isRestricted()) {
      return "registers";
    }
    Set<Rtmr> others = EnumSet.allOf(Rtmr.class);
    others.removeAll(outcome.checked());
    return RegisterList.sentence(outcome.checked())
        + "; "
        + RegisterList.sentence(others)
        + (others.size() == 1 ? " was not checked" : " were not checked");
  }

  private static String unknown(Set<Rtmr> registers) {
    boolean one = registers.size() == 1;
    return RegisterList.sentence(registers)
        + (one ? " is" : " are")
        + " not zero in the quote, and the log has no events for "
        + (one ? "it" : "them");
  }

  private void register(Rtmr register) {
    Optional<RegisterMatch> match = outcome.comparison().map(c -> c.register(register));
    int events = outcome.replay().events(register);
    if (match.isPresent() && match.get() instanceof RegisterMatch.NoEvents none) {
      row(register, "no events", none.isUntouched() ? "zero in the quote as well" : "not known");
      line("         computed  " + outcome.replay().computed(register));
      line("         quoted    " + none.quoted());
    } else if (match.isPresent() && match.get() instanceof RegisterMatch.Differs differs) {
      row(register, "differs", events(register, events));
      line("         computed  " + differs.computed());
      line("         quoted    " + differs.quoted());
      differs.divergence().ifPresentOrElse(this::divergence, this::noDivergence);
    } else {
      String result = match.isPresent() ? "matches" : events == 0 ? "no events" : "computed";
      row(register, result, events == 0 ? "" : events(register, events));
      line("         computed  " + outcome.replay().computed(register));
      Optional.ofNullable(outcome.contradictions().get(register)).ifPresent(this::divergence);
    }
  }

  private void row(Rtmr register, String result, String detail) {
    String aside = outcome.checked().contains(register) ? "" : " (not among --registers)";
    line(
        String.format(Locale.ROOT, "  %-6s %-10s %s%s", register, result, detail, aside)
            .stripTrailing());
  }

  private String events(Rtmr register, int events) {
    return events
        + (events == 1 ? " event of --" : " events of --")
        + outcome.option(outcome.replay().log(register));
  }

  private void divergence(Divergence divergence) {
    line("         from " + SafeText.of(divergence.toString()));
  }

  private void noDivergence() {
    line("         the first differing event is unknown");
  }

  private void separators() {
    for (Rtmr register : Rtmr.values()) {
      int separators = outcome.separators(register);
      if (separators > 1) {
        line("  note: " + register + " has " + separators + " separators; one is expected");
      }
    }
  }

  private void events(RtmrComparison comparison) {
    if (!comparison.proven().isEmpty()) {
      line("");
      line("Proven, if the quote is genuine: these payloads were measured");
      for (ProvenEvent event : comparison.proven()) {
        line(describe(event));
      }
    }
    line("");
    line("Not proven");
    for (UnprovenEvent unproven : comparison.unproven()) {
      line(describe(unproven.event()) + "  " + unproven.reason());
    }
    outcome.workload().ifPresent(this::workload);
    line("");
    line("The quote was not verified; quotary verify does that.");
  }

  private void workload(WorkloadReport workload) {
    line("");
    workload
        .refusal()
        .ifPresentOrElse(
            refusal -> line("dstack workload: not known, " + SafeText.of(refusal)),
            () -> line("dstack workload, if the OS image is dstack's"));
    workload
        .fields()
        .forEach((name, value) -> line(String.format(Locale.ROOT, "  %-18s %s", name, value)));
  }

  private void claims() {
    line("");
    line("Not proven");
    outcome.ccel().ifPresent(this::claims);
    outcome.eventLog().ifPresent(this::claims);
  }

  private void claims(EventLog log) {
    for (Event event : log.events()) {
      line(describe(event));
    }
  }

  private static String describe(ProvenEvent event) {
    String payload =
        SafeText.of(
            PayloadLine.of(event).orElseGet(() -> PayloadLine.hex(event.payload())), MAX_PAYLOAD);
    return describe(event.event())
        + (payload.isEmpty() ? "" : "  " + payload)
        + (event.isWholePayload() ? "" : " (part of the payload)");
  }

  private static String describe(Event event) {
    String name =
        event.claimedName().isEmpty() ? event.type().toString() : SafeText.of(event.claimedName());
    return String.format(
            Locale.ROOT,
            "  %5d %-5s %s",
            event.index(),
            event.register().map(Rtmr::toString).orElse("MRTD"),
            name)
        .stripTrailing();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
