package io.github.quotary.status;

import org.jspecify.annotations.Nullable;

/**
 * Why a check does not pass.
 *
 * @param detail what was wrong, where, and where possible what to do; one line of at most 1000
 *     characters, whatever names the evidence has
 * @param comparisonOrNull the two values, where the check compared two
 */
public record Problem(String detail, @Nullable Comparison comparisonOrNull) {
  /** What a check needs is missing, because an earlier one failed. Counts as not passed. */
  public static final Problem NOT_EVALUATED =
      new Problem("What this check needs is missing: an earlier check failed", null);

  /** Takes out of the detail what could forge or fill a log. */
  public Problem {
    detail = OneLine.of(detail);
  }

  /** A problem in words. */
  public static Problem of(String detail) {
    return new Problem(detail, null);
  }

  /** Two values that had to agree and do not. */
  public static Problem mismatch(
      String field, Object expected, String expectedFrom, Object found, String foundIn) {
    Comparison comparison = Comparison.of(field, expected, expectedFrom, found, foundIn);
    return new Problem(
        field
            + " is "
            + comparison.found()
            + " in "
            + foundIn
            + ", "
            + comparison.expected()
            + " in "
            + expectedFrom,
        comparison);
  }
}
