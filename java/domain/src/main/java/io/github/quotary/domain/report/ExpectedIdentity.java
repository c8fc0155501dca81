package io.github.quotary.domain.report;

/** Whether a policy says whose workload is expected: by compose hashes, app ids or accounts. */
public enum ExpectedIdentity {
  /** It does. */
  STATED,
  /** It does not, so anybody's workload could pass: no report is trusted. */
  UNSTATED,
  /** It waives identity by name. */
  WAIVED
}
