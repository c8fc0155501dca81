package io.github.quotary.domain.watch;

import java.util.Locale;

/** Kinds of alerts. */
public enum AlertKind {
  /** An unattested key is served, listed, or has a logged certificate. */
  UNKNOWN_KEY,
  /** The CAA records that govern a name are others. */
  CAA_CHANGE,
  /** Another workload attests the served key, or another key is attested. */
  EVIDENCE_CHANGE,
  /** The evidence names another ACME account. */
  ACCOUNT_ROTATION,
  /** A certificate or the collateral expires soon. */
  EXPIRY_NEAR,
  /** Another TCB status, or other advisories. */
  TCB_CHANGE,
  /** The set of failing mandatory checks changed. */
  VERDICT_CHANGE,
  /** Observations were inconclusive for too long. */
  SILENCE,
  /** Alerts were given up, the oldest first: too many were not delivered. */
  ALERTS_LOST;

  /** The name in JSON and in metrics. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
