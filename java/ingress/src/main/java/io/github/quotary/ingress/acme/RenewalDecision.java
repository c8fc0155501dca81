package io.github.quotary.ingress.acme;

import java.time.Instant;

/**
 * Whether a certificate is due.
 *
 * @param isDue whether to renew now
 * @param at from when on it is due
 * @param reason what decided
 */
public record RenewalDecision(boolean isDue, Instant at, Reason reason) {
  /** What decides. */
  public enum Reason {
    /** The days before its end that were configured. */
    CONFIGURED,
    /** The authority's advice. */
    ADVICE,
    /** The part of its lifetime that is left. */
    LIFETIME
  }
}
