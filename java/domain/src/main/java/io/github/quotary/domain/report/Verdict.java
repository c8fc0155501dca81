package io.github.quotary.domain.report;

/** The outcome of all mandatory checks together. */
public enum Verdict {
  /** Every mandatory check passed or was waived by name. */
  PASS,
  /** The same, but the policy does not say whose workload it expects. */
  GENUINE,
  /** A mandatory check failed. */
  FAIL,
  /** None failed, but at least one is undecided. */
  INCOMPLETE
}
