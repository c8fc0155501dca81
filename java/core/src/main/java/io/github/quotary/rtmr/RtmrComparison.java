package io.github.quotary.rtmr;

import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TdReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    if (events == 0) {
      return new RegisterMatch.NoEvents(register, quoted);
    }
    Measurement computed = replay.computed(register);
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

  /** Whether some register matches and none differs. Look which: a log may leave registers out. */
  public boolean matchesWhereItHasEvents() {
    return registers.stream().anyMatch(RegisterMatch.Matches.class::isInstance)
        && registers.stream().noneMatch(RegisterMatch.Differs.class::isInstance);
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
