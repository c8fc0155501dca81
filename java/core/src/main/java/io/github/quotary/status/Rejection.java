package io.github.quotary.status;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failed check.
 *
 * @param reason the check
 * @param problem what was found
 */
public record Rejection(RejectReason reason, Problem problem) {
  /** A failed check in words. */
  public static Rejection of(RejectReason reason, String detail) {
    return new Rejection(reason, Problem.of(detail));
  }

  /** What was wrong, and where. */
  public String detail() {
    return problem.detail();
  }

  /** The two values that had to agree, where the check compared two. */
  public Optional<Comparison> comparison() {
    return Optional.ofNullable(problem.comparisonOrNull());
  }

  /** The one that Intel's order reports first; either may be absent. */
  public static @Nullable Rejection first(@Nullable Rejection a, @Nullable Rejection b) {
    if (a == null) {
      return b;
    }
    return b == null || a.reason.compareTo(b.reason) <= 0 ? a : b;
  }
}
