package io.github.quotary.domain.report;

/** What came of a check. */
public enum CheckOutcome {
  /** What was compared agrees. */
  PASS,
  /** It does not: somebody is wrong, or lies. */
  FAIL,
  /** Something needed for it is not there, so nothing is known. */
  INCOMPLETE,
  /** It does not apply here, or another check's outcome leaves nothing to look at. */
  SKIPPED,
  /** The policy leaves it out by name, whatever it would say. */
  WAIVED
}
