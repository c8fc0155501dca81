package io.github.quotary.rtmr;

/** Bytes that are not an event log of the requested format. */
public final class EventLogFormatException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** In place of an event's index: the fault is not inside an event. */
  public static final int NO_EVENT = -1;

  private final int eventIndex;
  private final long offset;
  private final String problem;

  EventLogFormatException(int eventIndex, long offset, String problem) {
    super(
        eventIndex == NO_EVENT
            ? problem + " (at byte " + offset + ")"
            : "Event " + eventIndex + " (at byte " + offset + "): " + problem);
    this.eventIndex = eventIndex;
    this.offset = offset;
    this.problem = problem;
  }

  /** The event with the fault, from 0; {@link #NO_EVENT} if it lies outside of all events. */
  public int eventIndex() {
    return eventIndex;
  }

  /** Where that event starts, or where the fault lies, in bytes from the start of the log. */
  public long offset() {
    return offset;
  }

  /** What was found and what is needed. */
  public String problem() {
    return problem;
  }
}
