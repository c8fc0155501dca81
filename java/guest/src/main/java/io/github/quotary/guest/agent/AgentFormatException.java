package io.github.quotary.guest.agent;

/** An answer that is not of the agreed form; never leaves this package. */
final class AgentFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String flaw;

  AgentFormatException(String flaw) {
    super(flaw);
    this.flaw = flaw;
  }

  String flaw() {
    return flaw;
  }
}
