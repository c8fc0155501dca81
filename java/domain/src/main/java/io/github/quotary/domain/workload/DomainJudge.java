package io.github.quotary.domain.workload;

import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.verify.Verifier;
import java.time.Instant;
import java.util.Optional;

/**
 * A policy with what verifies quotes for it. Immutable and thread-safe.
 *
 * @param policy whom to accept
 * @param verifier verifies quotes under the policy's rules for them
 */
public record DomainJudge(DomainPolicy policy, Verifier verifier) {
  /** A judge who trusts Intel's root. */
  public static DomainJudge of(DomainPolicy policy) {
    return of(policy, TrustAnchor.intelSgxRootCa());
  }

  /** A judge who trusts this root in place of Intel's. */
  public static DomainJudge of(DomainPolicy policy, TrustAnchor trustAnchor) {
    return new DomainJudge(
        policy, Verifier.builder().trustAnchor(trustAnchor).policy(policy.quote()).build());
  }

  /** An assessor with the collateral of this evidence, if it has any that can be read. */
  public QuoteAssessor assessor(DomainEvidence evidence, Instant at, Parsing parsing) {
    try {
      return QuoteAssessor.of(verifier, evidence.collateral(), at);
    } catch (IllegalArgumentException e) {
      parsing.problem("collateral", String.valueOf(e.getMessage()));
      return QuoteAssessor.of(verifier, Optional.empty(), at);
    }
  }
}
