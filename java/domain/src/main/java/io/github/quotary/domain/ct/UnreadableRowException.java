package io.github.quotary.domain.ct;

/** A row of an answer that cannot be read. */
final class UnreadableRowException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int MAX_SHOWN = 80;

  private final String why;

  /** The reason, for people; may contain untrusted text. */
  UnreadableRowException(String why) {
    super(why);
    this.why = why;
  }

  /** A member that has not the form it should have. */
  static UnreadableRowException of(String member, String expected, String found) {
    return new UnreadableRowException(
        member
            + " is not "
            + expected
            + ": '"
            + found.substring(0, Math.min(MAX_SHOWN, found.length()))
            + "'");
  }

  String why() {
    return why;
  }
}
