package io.github.quotary.service.trustee;

import java.util.List;

/** A request that gets no token. The message has what failed, the outermost first. */
final class EvaluationException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean isRequestMalformed;

  private EvaluationException(String problem, boolean isRequestMalformed) {
    super(problem, null, false, false);
    this.isRequestMalformed = isRequestMalformed;
  }

  /** A request that could be read, and gets no token. */
  static EvaluationException failed(String... steps) {
    return new EvaluationException(numbered(List.of(steps)), false);
  }

  /** A body that is not a request. */
  static EvaluationException malformed(String problem) {
    return new EvaluationException(problem, true);
  }

  private static String numbered(List<String> steps) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < steps.size(); i++) {
      text.append(i == 0 ? "" : "\n").append(i).append(": ").append(steps.get(i));
    }
    return text.toString();
  }

  /** Whether the body itself is at fault. */
  boolean isRequestMalformed() {
    return isRequestMalformed;
  }

  String problem() {
    return String.valueOf(getMessage());
  }
}
