package io.github.quotary.rtmr;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * What a prover says was measured, in order. Immutable and thread-safe; a view on bytes that the
 * caller must leave alone where {@link CcelLog#parse} says so.
 */
public abstract sealed class EventLog permits CcelLog, RuntimeEventLog {
  EventLog() {}

  /** Number of events. */
  public abstract int size();

  /**
   * The event at this place.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public abstract Event event(int index);

  /** All events, in order; the list is a view. */
  public final List<Event> events() {
    return new Events(this);
  }

  /**
   * How often firmware said that it was done with a register: EV_SEPARATOR events. One is usual;
   * some firmware writes one for each PCR that maps to the register. Where there are more, nothing
   * may be concluded from an event's place before or after "the" separator.
   */
  public final int separators(Rtmr register) {
    return (int)
        events().stream()
            .filter(event -> event.type().equals(EventType.SEPARATOR))
            .filter(event -> event.register().filter(register::equals).isPresent())
            .count();
  }

  /** Extends the registers with the events of this log, in order, without making objects. */
  abstract void extend(RegisterFile registers);

  /** Whether the log has only some events of this register, so that it cannot be replayed. */
  boolean isPartial(Rtmr register) {
    return false;
  }

  private static final class Events extends AbstractList<Event> implements RandomAccess {
    private final EventLog log;

    Events(EventLog log) {
      this.log = log;
    }

    @Override
    public Event get(int index) {
      return log.event(index);
    }

    @Override
    public int size() {
      return log.size();
    }
  }
}
