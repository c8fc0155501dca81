package io.github.quotary.policy;

import io.github.quotary.collateral.TrustedCollateral;
import io.github.quotary.collateral.Validity;
import io.github.quotary.pki.PckCertificate;
import io.github.quotary.pki.PckChain;
import io.github.quotary.tcb.TcbEvaluation;
import io.github.quotary.tcb.TcbQuestion;
import java.time.Instant;

/**
 * A genuine platform whose TCB was evaluated: what a policy looks at beside the quote, the same for
 * every quote of the platform with the same SVNs. Immutable.
 *
 * @param chain the platform's own certificates
 * @param collateral Intel's statements
 * @param question what the TCB was evaluated from
 * @param tcb status of the platform, and its parts
 * @param validity dates of all eight sources
 */
public record EvaluatedPlatform(
    PckChain chain,
    TrustedCollateral collateral,
    TcbQuestion question,
    TcbEvaluation tcb,
    Validity validity) {

  /** The platform's certificate; the chain has one. */
  public PckCertificate pck() {
    return chain.pck().orElseThrow();
  }

  /**
   * Whether a certificate, revocation list or signed document is out of date at this time, as
   * Intel's QVL counts it.
   */
  public boolean isExpiredAt(Instant at) {
    return at.isAfter(chain.earliestNotAfter())
        || collateral.pckCrl().isExpiredAt(at)
        || collateral.isExpiredAt(at);
  }
}
