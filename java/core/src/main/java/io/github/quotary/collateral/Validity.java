package io.github.quotary.collateral;

import io.github.quotary.pki.Crl;
import io.github.quotary.pki.PckChain;
import io.github.quotary.pki.SigningChain;
import java.time.Instant;

/**
 * Dates over several documents; for a verdict over eight: both revocation lists, the quote's PCK
 * chain, the three issuer chains, TCB info and QE identity. A verdict may be cached until {@code
 * earliestExpiration}.
 *
 * <p>Source: Intel DCAP, {@code sgx_ql_qv_supplemental_t}.
 *
 * @param earliestIssue earliest notBefore, thisUpdate or issueDate
 * @param latestIssue latest of each document's notBefore, thisUpdate or issueDate
 * @param earliestExpiration earliest notAfter or nextUpdate
 */
public record Validity(Instant earliestIssue, Instant latestIssue, Instant earliestExpiration) {
  static Validity of(Instant earliestIssue, Instant latestIssue, Instant earliestExpiration) {
    return new Validity(earliestIssue, latestIssue, earliestExpiration);
  }

  static Validity of(Crl crl) {
    return of(crl.thisUpdate(), crl.thisUpdate(), crl.nextUpdate());
  }

  static Validity of(SigningChain chain) {
    return of(chain.earliestNotBefore(), chain.latestNotBefore(), chain.earliestNotAfter());
  }

  /** Dates of a quote's own chain. */
  static Validity of(PckChain chain) {
    return of(chain.earliestNotBefore(), chain.latestNotBefore(), chain.earliestNotAfter());
  }

  Validity and(Validity other) {
    return of(
        min(earliestIssue, other.earliestIssue),
        max(latestIssue, other.latestIssue),
        min(earliestExpiration, other.earliestExpiration));
  }

  private static Instant min(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Instant max(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
