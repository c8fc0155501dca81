package io.github.quotary.domain.watch;

import java.util.Locale;

/** What is told of. */
public enum AlertKind {
  /** A key that nobody attested is served, listed, or has a logged certificate. */
  UNKNOWN_KEY,
  /** The CAA records that govern a name are others. */
  CAA_CHANGE,
  /** Another workload attests the served key, or another key is attested. */
  EVIDENCE_CHANGE,
  /** The evidence names another ACME account. */
  ACCOUNT_ROTATION,
  /** A certificate or the collateral ends soon. */
  EXPIRY_NEAR,
  /** Another TCB status, or other advisories. */
  TCB_CHANGE,
  /** Other mandatory checks fail than before, or none does any more. */
  VERDICT_CHANGE,
  /** Nothing conclusive was heard for too long. */
  SILENCE;

  /** The name in JSON and in metrics. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
