package io.github.quotary.rtmr;

/**
 * An event that proves nothing beyond, where its register matches, its digest.
 *
 * @param event the event
 * @param reason why not
 */
public record UnprovenEvent(Event event, Reason reason) {
  /** Why an event's payload is not proven. */
  public enum Reason {
    /** Its register differs from the report. */
    REGISTER_DIFFERS("its register differs from the quote"),
    /** The log has only some events of its register. */
    REGISTER_INCOMPLETE("the log has only some events of its register"),
    /** It extends no register: EV_NO_ACTION, or MRTD. */
    NOT_EXTENDED("it extends no register"),
    /** The log leaves its payload out. */
    NO_PAYLOAD("the log has no payload for it"),
    /** Its digest is over something that the log does not have, such as an image. */
    PAYLOAD_NOT_MEASURED("its digest is not of its payload"),
    /** Version 1, and the name has a ':': it could have been split anywhere. */
    NAME_NOT_CERTAIN("its name has a ':', so where it ends is not certain");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** The reason for a person. */
    @Override
    public String toString() {
      return text;
    }
  }
}
