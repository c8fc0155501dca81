package io.github.quotary.collateral;

/** A signed document that breaks a rule of its format; becomes a rejection, has no stack trace. */
final class JsonFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  JsonFormatException(String problem) {
    super(problem, null, false, false);
  }

  String problem() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
