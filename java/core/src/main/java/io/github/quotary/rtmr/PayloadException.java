package io.github.quotary.rtmr;

/** A payload that is not what its type says; becomes a value, has no stack trace. */
final class PayloadException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String problem;

  PayloadException(String problem) {
    super(problem, null, false, false);
    this.problem = problem;
  }

  String problem() {
    return problem;
  }
}
