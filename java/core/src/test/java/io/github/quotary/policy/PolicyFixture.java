package io.github.quotary.policy;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Verified;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Holds simulated evidence against policies. */
final class PolicyFixture {
  private static final Simulator SIMULATOR = Simulator.seeded(11);

  private PolicyFixture() {}

  /** What is verified of a scenario, under this policy, whoever's TD it is. */
  static Verified verify(Scenario scenario, QuotePolicy policy) {
    Evidence evidence = SIMULATOR.evidence(scenario);
    Verifier verifier =
        Verifier.builder()
            .trustAnchor(TrustAnchor.of(evidence.rootPem().getBytes(StandardCharsets.US_ASCII)))
            .policy(policy.toBuilder().waiveIdentity().build())
            .build();
    VerificationResult result =
        verifier.verify(
            ByteBuffer.wrap(evidence.quote()),
            Collateral.fromJson(evidence.collateralJson().getBytes(StandardCharsets.UTF_8)),
            evidence.at());
    if (result instanceof Verified verified) {
      return verified;
    }
    throw new AssertionError(result);
  }

  static List<Violation> violations(Scenario scenario, QuotePolicy policy) {
    return verify(scenario, policy).violations();
  }

  static List<String> rules(Scenario scenario, QuotePolicy policy) {
    return violations(scenario, policy).stream().map(Violation::rule).toList();
  }

  static QuotePolicy policy(String json) {
    return QuotePolicy.fromJson(json.getBytes(StandardCharsets.UTF_8));
  }

  static Scenario tdx() {
    return Scenario.upToDate(QuoteShape.V5_TDX_15);
  }

  static Scenario sgx() {
    return Scenario.upToDate(QuoteShape.V3_SGX);
  }
}
