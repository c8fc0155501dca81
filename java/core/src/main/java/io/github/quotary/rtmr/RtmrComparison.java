package io.github.quotary.rtmr;

import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TdReport;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Replayed registers beside those of a report: a result per register, the events that are proven,
 * and those that are not. Immutable and thread-safe.
 */
public final class RtmrComparison {
  private final List<RegisterMatch> registers;
  private final List<ProvenEvent> proven;
  private final List<UnprovenEvent> unproven;

  private RtmrComparison(
      List<RegisterMatch> registers, List<ProvenEvent> proven, List<UnprovenEvent> unproven) {
    this.registers = List.copyOf(registers);
    this.proven = List.copyOf(proven);
    this.unproven = List.copyOf(unproven);
  }

  static RtmrComparison of(RtmrReplay replay, TdReport report) {
    Map<Rtmr, Divergence> contradictions = replay.contradictions();
    List<RegisterMatch> registers = new ArrayList<>();
    for (Rtmr register : Rtmr.values()) {
      registers.add(
          match(
              replay,
              register,
              report.rtmr(register.index()),
              Optional.ofNullable(contradictions.get(register))));
    }
    EventProver prover = new EventProver(replay, registers);
    return new RtmrComparison(registers, prover.proven(), prover.unproven());
  }

  private static RegisterMatch match(
      RtmrReplay replay, Rtmr register, Measurement quoted, Optional<Divergence> contradiction) {
    int events = replay.events(register);
    Measurement computed = replay.computed(register);
    if (events == 0) {
      boolean wasExtended = replay.source(register).isPartial(register);
      return wasExtended && quoted.isZero()
          ? new RegisterMatch.Differs(
              register,
              quoted,
              computed,
              events,
              replay.source(register).afterTheQuote(register, quoted))
          : new RegisterMatch.NoEvents(register, quoted);
    }
    if (contradiction.isEmpty() && computed.equals(quoted)) {
      return new RegisterMatch.Matches(register, quoted, events);
    }
    Optional<Divergence> divergence =
        contradiction.or(() -> replay.source(register).afterTheQuote(register, quoted));
    return new RegisterMatch.Differs(register, quoted, computed, events, divergence);
  }

  /** The results, of RTMR0 to RTMR3. */
  public List<RegisterMatch> registers() {
    return registers;
  }

  /** The result of a register. */
  public RegisterMatch register(Rtmr register) {
    return registers.get(register.index());
  }

  /** Whether a register has events, and they give its value in the report. */
  public boolean matches(Rtmr register) {
    return register(register) instanceof RegisterMatch.Matches;
  }

  /** What became of several registers together. */
  public enum Outcome {
    /** Each has the value that the log gives; zero is what a log without events for it gives. */
    MATCH,
    /** None differs, but the log has no events for one that is not zero in the report. */
    PARTIAL,
    /** The log is not what was measured into one of them. */
    MISMATCH
  }

  /** The outcome of all four registers. */
  public Outcome outcome() {
    return outcome(EnumSet.allOf(Rtmr.class));
  }

  /**
   * The outcome of some registers; the others are left aside.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Outcome outcome(Set<Rtmr> some) {
    if (some.isEmpty()) {
      throw new IllegalArgumentException("At least one register is needed");
    }
    if (some.stream().anyMatch(each -> register(each) instanceof RegisterMatch.Differs)) {
      return Outcome.MISMATCH;
    }
    return unknown().stream().anyMatch(some::contains) ? Outcome.PARTIAL : Outcome.MATCH;
  }

  /** The registers that are not zero in the report and have no events, or only some, in the log. */
  public Set<Rtmr> unknown() {
    return registers.stream()
        .filter(match -> match instanceof RegisterMatch.NoEvents none && !none.isUntouched())
        .map(RegisterMatch::register)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Rtmr.class)));
  }

  /** The proven events, in the order of their logs. */
  public List<ProvenEvent> proven() {
    return proven;
  }

  /** The proven events of a register, in order. */
  public List<ProvenEvent> proven(Rtmr register) {
    return proven.stream().filter(event -> event.register() == register).toList();
  }

  /**
   * The one proven event of a register with this name. Empty if there is none, and also if there
   * are several: neither the first nor the last of them is the one.
   */
  public Optional<ProvenEvent> single(Rtmr register, String name) {
    List<ProvenEvent> found =
        proven(register).stream().filter(event -> event.name().equals(name)).toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /** The events that are not proven, in the order of their logs, with the reason. */
  public List<UnprovenEvent> unproven() {
    return unproven;
  }
}
