package io.github.quotary.domain.workload;

import io.github.quotary.domain.capture.WebPki;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.verify.Verifier;
import java.time.Instant;
import java.util.Optional;

/**
 * A policy with its trust anchors. Immutable and thread-safe.
 *
 * @param policy the identities to accept
 * @param verifier verifies quotes under the policy's rules for them
 * @param webPki who may issue the certificates of TLS servers
 */
public record DomainJudge(DomainPolicy policy, Verifier verifier, WebPki webPki) {
  /** A judge that trusts Intel's root and the JDK's roots of the WebPKI. */
  public static DomainJudge of(DomainPolicy policy) {
    return of(policy, TrustAnchor.intelSgxRootCa(), WebPki.ofJdk());
  }

  /** A judge that trusts these roots. */
  public static DomainJudge of(DomainPolicy policy, TrustAnchor trustAnchor, WebPki webPki) {
    return new DomainJudge(
        policy,
        Verifier.builder()
            .trustAnchor(trustAnchor)
            .policy(policy.quote().toBuilder().waiveIdentity().build())
            .build(),
        webPki);
  }

  /** An assessor with the collateral of this evidence, if any; malformed if the collateral is. */
  public Reading<QuoteAssessor> assessor(DomainEvidence evidence, Instant at) {
    try {
      return Reading.of(QuoteAssessor.of(verifier, evidence.collateral(), at));
    } catch (IllegalArgumentException e) {
      return Reading.malformed(String.valueOf(e.getMessage()));
    }
  }

  /** An assessor that cannot verify any quote. */
  public QuoteAssessor assessorWithoutCollateral(Instant at) {
    return QuoteAssessor.of(verifier, Optional.empty(), at);
  }
}
