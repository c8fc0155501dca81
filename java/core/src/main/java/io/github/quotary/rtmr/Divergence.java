package io.github.quotary.rtmr;

/**
 * The first event after which a register cannot be what the quote says.
 *
 * @param kind how that is known
 * @param event the event; its index and offset are those of its own log
 * @param detail what was found, for a person
 */
public record Divergence(Kind kind, Event event, String detail) {
  /** How it is known that an event is not what was measured. */
  public enum Kind {
    /** The log states one digest for it, but its name and payload give another. */
    DIGEST_CONTRADICTED,
    /** Its type has the payload measured, but its digest is not of its payload. */
    PAYLOAD_CONTRADICTED,
    /** The quote's value is what the register held before this event: the log goes on too long. */
    AFTER_THE_QUOTE,
    /** Two logs have events for the register, and from here on they differ. */
    LOGS_DISAGREE
  }

  /** The event and the detail in one line. */
  @Override
  public String toString() {
    String name = event.claimedName().isEmpty() ? "" : " '" + event.claimedName() + "'";
    return "event "
        + event.index()
        + name
        + " ("
        + event.type()
        + ", at byte "
        + event.offset()
        + "): "
        + detail;
  }
}
