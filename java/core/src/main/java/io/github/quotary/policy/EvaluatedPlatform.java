package io.github.quotary.policy;

import io.github.quotary.collateral.ExpiredDocument;
import io.github.quotary.collateral.TrustedCollateral;
import io.github.quotary.collateral.TrustedPckChain;
import io.github.quotary.collateral.Validity;
import io.github.quotary.pki.PckCertificate;
import io.github.quotary.tcb.TcbEvaluation;
import io.github.quotary.tcb.TcbQuestion;
import java.time.Instant;
import java.util.List;

/**
 * A genuine platform whose TCB was evaluated: what a policy looks at beside the quote, the same for
 * every quote of the platform with the same SVNs. Immutable.
 *
 * @param chain the platform's own certificates, and the collateral that they were checked under
 * @param question what the TCB was evaluated from
 * @param tcb status of the platform, and its parts
 */
public record EvaluatedPlatform(TrustedPckChain chain, TcbQuestion question, TcbEvaluation tcb) {

  /** The platform's certificate. */
  public PckCertificate pck() {
    return chain.pck();
  }

  /** Intel's statements. */
  public TrustedCollateral collateral() {
    return chain.collateral();
  }

  /** Dates of all eight sources. */
  public Validity validity() {
    return chain.validity();
  }

  /**
   * Whether a certificate, revocation list or signed document is out of date at this time, as
   * Intel's QVL counts it.
   */
  public boolean isExpiredAt(Instant at) {
    return at.isAfter(chain.earliestNotAfter())
        || collateral().pckCrl().isExpiredAt(at)
        || collateral().isExpiredAt(at);
  }

  /** What is out of date at this time; nothing unless {@link #isExpiredAt}. */
  public List<ExpiredDocument> expiredAt(Instant at) {
    return ExpiredDocument.of(chain, at);
  }
}
