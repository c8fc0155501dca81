package io.github.quotary.rtmr;

import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** One log and the registers that it gives. */
final class ReplayedLog {
  private static final Measurement ZERO = Measurement.of(new byte[Rtmr.SIZE]);

  private final EventLog log;
  private final RegisterFile registers;
  private final int partial;

  private ReplayedLog(EventLog log, RegisterFile registers, int partial) {
    this.log = log;
    this.registers = registers;
    this.partial = partial;
  }

  static ReplayedLog of(EventLog log) {
    RegisterFile registers = new RegisterFile();
    log.extend(registers);
    int partial = 0;
    for (int i = 0; i < Rtmr.COUNT; i++) {
      if (registers.events(i) > 0 && log.isPartial(Rtmr.of(i))) {
        partial |= 1 << i;
      }
    }
    return new ReplayedLog(log, registers, partial);
  }

  EventLog log() {
    return log;
  }

  /** Whether the log has some events of the register, but leaves others out. */
  boolean isPartial(Rtmr register) {
    return (partial & 1 << register.index()) != 0;
  }

  int events(Rtmr register) {
    return isPartial(register) ? 0 : registers.events(register.index());
  }

  Measurement value(Rtmr register) {
    return events(register) == 0 ? ZERO : registers.value(register.index());
  }

  /** Of each register, the first event that contradicts itself. */
  Map<Rtmr, Divergence> contradictions() {
    Map<Rtmr, Divergence> first = new EnumMap<>(Rtmr.class);
    for (Event event : log.events()) {
      if (event.isExtended() && !first.containsKey(event.register().orElseThrow())) {
        contradiction(event).ifPresent(found -> first.put(event.register().orElseThrow(), found));
      }
    }
    return first;
  }

  private static Optional<Divergence> contradiction(Event event) {
    if (event instanceof RuntimeEvent runtime) {
      return Optional.ofNullable(runtime.contradiction())
          .map(detail -> new Divergence(Divergence.Kind.DIGEST_CONTRADICTED, event, detail));
    }
    BootEvent boot = (BootEvent) event;
    return MeasuredPart.mustExist(boot) && MeasuredPart.of(boot) == null
        ? Optional.of(
            new Divergence(
                Divergence.Kind.PAYLOAD_CONTRADICTED,
                event,
                "its type has the payload measured, but its digest is not of its payload"))
        : Optional.empty();
  }

  /** The first event of this register that another log has otherwise. */
  Optional<Divergence> disagreement(ReplayedLog other, Rtmr register) {
    if (other.events(register) == 0 || other.value(register).equals(value(register))) {
      return Optional.empty();
    }
    Iterator<Event> theirs =
        other.log.events().stream().filter(event -> extend(event, register)).iterator();
    for (Event event : log.events()) {
      if (extend(event, register)) {
        if (!theirs.hasNext()) {
          return Optional.of(disagreement(event, "the other log ends before it"));
        }
        Event their = theirs.next();
        if (!their.digest().equals(event.digest())) {
          return Optional.of(
              disagreement(event, "the other log has digest " + their.digest() + " in its place"));
        }
      }
    }
    return Optional.of(disagreement(theirs.next(), "only this log has it"));
  }

  private static Divergence disagreement(Event event, String detail) {
    return new Divergence(Divergence.Kind.LOGS_DISAGREE, event, detail);
  }

  /** The event before which the register held this value; empty if it never did. */
  Optional<Divergence> afterTheQuote(Rtmr register, Measurement quoted) {
    RegisterFile replayed = new RegisterFile();
    ByteBuffer wanted = ByteBuffer.wrap(quoted.toByteArray());
    for (Event event : log.events()) {
      if (extend(event, register)) {
        if (replayed.holds(register.index(), wanted)) {
          return Optional.of(
              new Divergence(
                  Divergence.Kind.AFTER_THE_QUOTE,
                  event,
                  "before it the register had the quote's value: the quote is older"));
        }
        replayed.extend(register.index(), ByteBuffer.wrap(event.digest().toByteArray()), 0);
      }
    }
    return Optional.empty();
  }

  private static boolean extend(Event event, Rtmr register) {
    return event.isExtended() && event.register().orElseThrow() == register;
  }
}
