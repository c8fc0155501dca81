package io.github.quotary.cli.collateral;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.pcs.bundle.CollateralBundle;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.status.CheckResult;
import io.github.quotary.status.RejectReason;
import io.github.quotary.verify.FullReport;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verdict and checks of one quote are about the same collateral, asked for once. */
class StatementsTest {
  private static final Evidence EVIDENCE = Simulator.seeded(3).evidence(Scenario.upToDate());

  private static final class CountingSource implements CollateralSource {
    private int asked;

    @Override
    public Lookup find(CollateralKey key) {
      asked++;
      return new Lookup.Found(
          Collateral.builder()
              .pckCrlIssuerChain(EVIDENCE.pckCrlIssuerChain().getBytes(UTF_8))
              .rootCaCrl(EVIDENCE.rootCaCrl().getBytes(UTF_8))
              .pckCrl(EVIDENCE.pckCrl().getBytes(UTF_8))
              .tcbInfoIssuerChain(EVIDENCE.tcbInfoIssuerChain().getBytes(UTF_8))
              .tcbInfo(EVIDENCE.tcbInfoEnvelope().getBytes(UTF_8))
              .qeIdentityIssuerChain(EVIDENCE.qeIdentityIssuerChain().getBytes(UTF_8))
              .qeIdentity(EVIDENCE.qeIdentityEnvelope().getBytes(UTF_8))
              .build());
    }
  }

  /** The bundle is empty: whoever looks into it a second time finds no checks to make. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theSourceIsAskedOnce(boolean full) {
    CountingSource source = new CountingSource();
    Verifier verifier =
        Verifier.builder()
            .policy(QuotePolicy.builder().waiveIdentity().build())
            .trustAnchor(TrustAnchor.of(EVIDENCE.rootPem().getBytes(US_ASCII)))
            .collateralSource(source)
            .build();
    FullReport report =
        new Statements.Bundled(CollateralBundle.of(EVIDENCE.at(), List.of()), "bundle.json")
            .verify(verifier, ByteBuffer.wrap(EVIDENCE.quote()), EVIDENCE.at(), full);
    assertTrue(report.result().isTrusted());
    assertEquals(
        full ? List.of(RejectReason.values()) : List.of(),
        report.checks().stream().map(CheckResult::check).toList());
    assertEquals(1, source.asked);
  }
}
