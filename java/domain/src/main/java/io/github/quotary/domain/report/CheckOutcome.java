package io.github.quotary.domain.report;

/** The outcome of a check. */
public enum CheckOutcome {
  /** The compared values match. */
  PASS("passed"),
  /** They do not match: something is wrong, or someone is lying. */
  FAIL("failed"),
  /** Something that it needs is missing, so nothing is known. */
  INCOMPLETE("undecided"),
  /** It does not apply here, or another check's outcome leaves nothing to check. */
  SKIPPED("not checked"),
  /** The policy waives it by name, whatever its outcome would be. */
  WAIVED("waived");

  private final String word;

  CheckOutcome(String word) {
    this.word = word;
  }

  /** The outcome in a sentence. */
  public String word() {
    return word;
  }
}
