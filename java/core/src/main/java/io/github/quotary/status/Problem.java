package io.github.quotary.status;

import org.jspecify.annotations.Nullable;

/**
 * Why a check does not pass.
 *
 * @param detail what was wrong, where, and where possible what to do; one line of at most 1000
 *     characters, whatever names the evidence has: {@link SafeText}
 * @param comparisonOrNull the two values, where the check compared two
 */
public record Problem(String detail, @Nullable Comparison comparisonOrNull) {
  /** What a check needs is missing, because an earlier one failed. Counts as not passed. */
  public static final Problem NOT_EVALUATED =
      new Problem("What this check needs is missing: an earlier check failed", null);

  static final int MAX_LENGTH = 1000;

  /** Escapes in the detail what could forge a log, and cuts what could fill it. */
  public Problem {
    detail = SafeText.of(detail, MAX_LENGTH);
  }

  /** A problem in words. */
  public static Problem of(String detail) {
    return new Problem(detail, null);
  }

  /** Two values that had to agree and do not. */
  public static Problem mismatch(
      String field, Object expected, String expectedFrom, Object found, String foundIn) {
    return new Problem(
        field
            + " is "
            + Comparison.shorten(found.toString())
            + " in "
            + foundIn
            + ", "
            + Comparison.shorten(expected.toString())
            + " in "
            + expectedFrom,
        Comparison.of(field, expected, expectedFrom, found, foundIn));
  }
}
