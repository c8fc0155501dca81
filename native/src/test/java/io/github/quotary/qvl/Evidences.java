package io.github.quotary.qvl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.fault.Outcome;
import io.github.quotary.simulator.fault.VectorSource;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.time.Instant;

/** The simulator's evidence, with this engine's verdict on it. */
record Evidences(ByteBuffer quote, Collateral collateral, Instant at, TrustAnchor anchor) {
  static Evidences of(VectorSource source) {
    Evidence evidence = source.evidence(Simulator.seeded(2026));
    Collateral collateral =
        Collateral.builder()
            .pckCrlIssuerChain(evidence.pckCrlIssuerChain().getBytes(UTF_8))
            .rootCaCrl(evidence.rootCaCrl().getBytes(UTF_8))
            .pckCrl(evidence.pckCrl().getBytes(UTF_8))
            .tcbInfoIssuerChain(evidence.tcbInfoIssuerChain().getBytes(UTF_8))
            .tcbInfo(evidence.tcbInfoEnvelope().getBytes(UTF_8))
            .qeIdentityIssuerChain(evidence.qeIdentityIssuerChain().getBytes(UTF_8))
            .qeIdentity(evidence.qeIdentityEnvelope().getBytes(UTF_8))
            .build();
    return new Evidences(
        ByteBuffer.wrap(evidence.quote()), collateral, evidence.at(), anchor(evidence));
  }

  /** A root that was spoilt on purpose can be no anchor; the sound one has the same key. */
  private static TrustAnchor anchor(Evidence evidence) {
    try {
      return TrustAnchor.of(evidence.rootPem().getBytes(UTF_8));
    } catch (IllegalArgumentException e) {
      Evidence sound = Outcome.UP_TO_DATE.evidence(Simulator.seeded(2026));
      return TrustAnchor.of(sound.rootPem().getBytes(UTF_8));
    }
  }

  Verifier verifier() {
    return Verifier.builder()
        .policy(QuotePolicy.builder().waiveIdentity().build())
        .trustAnchor(anchor)
        .build();
  }

  VerificationResult verify(Instant time) {
    return verifier().verify(quote, collateral, time);
  }
}
