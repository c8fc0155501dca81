package io.github.quotary.status;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one check in a full report.
 *
 * @param check the check, by the reason that it would give
 * @param state passed, failed or not evaluated
 * @param problemOrNull what was found, if it failed
 */
public record CheckResult(RejectReason check, State state, @Nullable Problem problemOrNull) {
  /** What can become of a check. */
  public enum State {
    /** Evaluated, nothing wrong. */
    PASSED,
    /** Evaluated, something wrong. */
    FAILED,
    /** Not evaluated, because what it needs is missing or not trusted. */
    NOT_EVALUATED
  }

  /** The result that a check's answer stands for; null is passed. */
  public static CheckResult of(RejectReason check, @Nullable Problem problem) {
    if (problem == null) {
      return new CheckResult(check, State.PASSED, null);
    }
    return problem.equals(Problem.NOT_EVALUATED)
        ? new CheckResult(check, State.NOT_EVALUATED, null)
        : new CheckResult(check, State.FAILED, problem);
  }

  /** What was found, if it failed. */
  public Optional<Problem> problem() {
    return Optional.ofNullable(problemOrNull);
  }
}
