package io.github.quotary.domain.workload;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.domain.capture.WebPki;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.domain.report.EvidenceSource;
import io.github.quotary.domain.report.Provenance;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.tcb.QvlGeneration;
import io.github.quotary.verify.Verifier;
import java.time.Instant;
import java.util.Optional;

/**
 * A policy with its trust anchors. Quotes are verified with identity waived: whose workload it is
 * follows from what the domain's policy names. Immutable and thread-safe.
 */
public final class DomainJudge {
  private static final QvlGeneration GENERATION = QvlGeneration.V1_27;

  private final DomainPolicy policy;
  private final TrustAnchor trustAnchor;
  private final EcdsaP256 engine = EcdsaP256.bouncyCastle();
  private final Verifier verifier;
  private final WebPki webPki;

  private DomainJudge(DomainPolicy policy, TrustAnchor trustAnchor, WebPki webPki) {
    this.policy = policy;
    this.trustAnchor = trustAnchor;
    this.webPki = webPki;
    this.verifier =
        Verifier.builder()
            .trustAnchor(trustAnchor)
            .generation(GENERATION)
            .engine(engine)
            .policy(policy.quote().toBuilder().waiveIdentity().build())
            .build();
  }

  /** A judge that trusts Intel's root and the JDK's roots of the WebPKI. */
  public static DomainJudge of(DomainPolicy policy) {
    return of(policy, TrustAnchor.intelSgxRootCa(), WebPki.ofJdk());
  }

  /**
   * A judge that trusts these roots. Every report names them.
   *
   * @param webPki who may issue the certificates of TLS servers
   */
  public static DomainJudge of(DomainPolicy policy, TrustAnchor trustAnchor, WebPki webPki) {
    return new DomainJudge(policy, trustAnchor, webPki);
  }

  /** The identities to accept. */
  public DomainPolicy policy() {
    return policy;
  }

  /** Verifies quotes under the policy's rules for them. */
  public Verifier verifier() {
    return verifier;
  }

  /** Who may issue the certificates of TLS servers. */
  public WebPki webPki() {
    return webPki;
  }

  /** What a report on this evidence relies on. */
  public Provenance provenance(DomainEvidence evidence) {
    return new Provenance(
        trustAnchor,
        webPki.source(),
        GENERATION.version(),
        engine.name(),
        source(evidence.origin()));
  }

  private static EvidenceSource source(DomainEvidence.Origin origin) {
    return switch (origin) {
      case LIVE -> EvidenceSource.LIVE;
      case CAPTURE -> EvidenceSource.CAPTURE;
      case FILES -> EvidenceSource.FILES;
    };
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
