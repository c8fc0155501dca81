package io.github.quotary.rtmr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells events that are proven from those that are not. */
final class EventProver {
  private final RtmrReplay replay;
  private final List<RegisterMatch> registers;
  private final List<ProvenEvent> proven = new ArrayList<>();
  private final List<UnprovenEvent> unproven = new ArrayList<>();

  /** Judges all events of the replayed logs by these results, of RTMR0 to RTMR3. */
  EventProver(RtmrReplay replay, List<RegisterMatch> registers) {
    this.replay = replay;
    this.registers = registers;
    for (ReplayedLog log : replay.logs()) {
      for (Event event : log.log().events()) {
        judge(log, event);
      }
    }
  }

  List<ProvenEvent> proven() {
    return proven;
  }

  List<UnprovenEvent> unproven() {
    return unproven;
  }

  private void judge(ReplayedLog log, Event event) {
    Optional<UnprovenEvent.Reason> reason = reasonOfRegister(log, event);
    if (reason.isPresent()) {
      unproven.add(new UnprovenEvent(event, reason.get()));
    } else if (event.register().filter(register -> replay.source(register) != log).isPresent()) {
      return; // it is judged where its register is taken from
    } else if (event instanceof RuntimeEvent runtime) {
      judge(runtime);
    } else {
      judge((BootEvent) event);
    }
  }

  /** Why an event's register does not carry it; empty if it does. */
  private Optional<UnprovenEvent.Reason> reasonOfRegister(ReplayedLog log, Event event) {
    if (!event.isExtended()) {
      return Optional.of(UnprovenEvent.Reason.NOT_EXTENDED);
    }
    Rtmr register = event.register().orElseThrow();
    if (log.isPartial(register)) {
      return Optional.of(UnprovenEvent.Reason.REGISTER_INCOMPLETE);
    }
    return registers.get(register.index()) instanceof RegisterMatch.Matches
        ? Optional.empty()
        : Optional.of(UnprovenEvent.Reason.REGISTER_DIFFERS);
  }

  private void judge(RuntimeEvent event) {
    if (event.hasImpossibleName()) {
      unproven.add(new UnprovenEvent(event, UnprovenEvent.Reason.NAME_NOT_CERTAIN));
    } else {
      proven.add(new ProvenEvent(event));
    }
  }

  private void judge(BootEvent event) {
    MeasuredPart part = MeasuredPart.of(event);
    if (part != null) {
      proven.add(new ProvenEvent(event, part));
    } else {
      unproven.add(
          new UnprovenEvent(
              event,
              event.unprovenPayload().hasRemaining()
                  ? UnprovenEvent.Reason.PAYLOAD_NOT_MEASURED
                  : UnprovenEvent.Reason.NO_PAYLOAD));
    }
  }
}
