package com.example;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import io.github.quotary.verify.Verifier;
import io.github.quotary.verify.VerifierBuilder;
import java.time.Clock;
import java.time.ZoneOffset;

/** A platform of the simulator, and a verifier of its time and root. */
final class Sample {
  static final Evidence EVIDENCE = Simulator.seeded(1).evidence(Scenario.upToDate());
  static final Collateral COLLATERAL =
      Collateral.fromJson(EVIDENCE.collateralJson().getBytes(UTF_8));

  private Sample() {}

  static String measured(TdField field) {
    return Scenario.upToDate().quote().td().get(field);
  }

  static VerifierBuilder verifier() {
    return Verifier.builder()
        .trustAnchor(TrustAnchor.of(EVIDENCE.rootPem().getBytes(US_ASCII)))
        .collateralSource(CollateralSource.of(COLLATERAL))
        .clock(Clock.fixed(EVIDENCE.at(), ZoneOffset.UTC));
  }

  static Verifier ofAnybody() {
    return verifier().policy(QuotePolicy.builder().waiveIdentity().build()).build();
  }
}
