package io.github.quotary.service.support;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.evidence.report.Provenance;
import io.github.quotary.evidence.report.TimeSource;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.verify.Verifier;
import java.time.Clock;
import java.time.ZoneOffset;

/** A simulated platform's evidence, and verifiers that know its collateral. */
public final class Platform {
  public static final Provenance PROVENANCE =
      new Provenance(TimeSource.CLOCK, "a test", "quotary-service test", false);

  private Platform() {}

  /** Any policy's verifier that trusts the simulator's root. */
  public static Verifier verifier(Evidence evidence, QuotePolicy policy) {
    return verifier(
        evidence,
        policy,
        CollateralSource.of(Collateral.fromJson(evidence.collateralJson().getBytes(UTF_8))));
  }

  public static Verifier verifier(Evidence evidence, QuotePolicy policy, CollateralSource source) {
    return Verifier.builder()
        .trustAnchor(TrustAnchor.of(evidence.rootPem().getBytes(US_ASCII)))
        .policy(policy)
        .collateralSource(source)
        .build();
  }

  public static Clock clock(Evidence evidence) {
    return Clock.fixed(evidence.at(), ZoneOffset.UTC);
  }

  /** Whoever's TD it is. */
  public static QuotePolicy anyTd() {
    return QuotePolicy.builder().waiveIdentity().build();
  }
}
