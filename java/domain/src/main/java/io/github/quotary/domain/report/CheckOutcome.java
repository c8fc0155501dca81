package io.github.quotary.domain.report;

/** The outcome of a check. */
public enum CheckOutcome {
  /** The compared values match. */
  PASS,
  /** They do not match: something is wrong, or someone is lying. */
  FAIL,
  /** Something that it needs is missing, so nothing is known. */
  INCOMPLETE,
  /** It does not apply here, or another check's outcome leaves nothing to check. */
  SKIPPED,
  /** The policy waives it by name, whatever its outcome would be. */
  WAIVED
}
