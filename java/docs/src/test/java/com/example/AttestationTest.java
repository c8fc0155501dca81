package com.example;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.fault.Fault;
import io.github.quotary.simulator.fault.Oddity;
import io.github.quotary.simulator.fault.Outcome;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import io.github.quotary.status.TcbStatus;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.Verifier;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AttestationTest {
  private static final Simulator SIMULATOR = Simulator.seeded(1);

  /** In the place of this: your own code that verifies a quote. */
  private static VerificationResult verify(Evidence evidence) {
    TrustAnchor anchor = TrustAnchor.of(evidence.rootPem().getBytes(US_ASCII));
    Collateral collateral = Collateral.fromJson(evidence.collateralJson().getBytes(UTF_8));
    return Verifier.builder()
        .trustAnchor(anchor)
        .policy(QuotePolicy.builder().waiveIdentity().build()) // yours names your measurements
        .build()
        .verify(evidence.quote(), collateral, evidence.at());
  }

  @Test
  void aTdWithMyMeasurementsIsTrusted() {
    String rtmr3 = "5a".repeat(48);
    VerificationResult result =
        verify(
            SIMULATOR.evidence(
                Scenario.upToDate(QuoteShape.V5_TDX_15)
                    .withTd(td -> td.with(TdField.RTMR3, rtmr3))));
    assertTrue(result.isTrusted());
    VerificationResult.Verified verified =
        assertInstanceOf(VerificationResult.Verified.class, result);
    assertEquals(rtmr3, verified.tdReport().orElseThrow().rtmr(3).toString());
  }

  @Test
  void aTdThatShouldBeRelaunchedIsNotTrusted() {
    VerificationResult result = verify(Outcome.TD_RELAUNCH_ADVISED.evidence(SIMULATOR));
    assertFalse(result.isTrusted());
    VerificationResult.Verified verified =
        assertInstanceOf(VerificationResult.Verified.class, result);
    assertEquals(TcbStatus.TD_RELAUNCH_ADVISED, verified.tcb().status());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void noFaultIsTrusted(Fault fault) {
    assertFalse(verify(fault.evidence(SIMULATOR)).isTrusted());
  }

  static List<Fault> faults() {
    return Fault.all();
  }

  @ParameterizedTest
  @EnumSource
  void noOddityIsInTheWay(Oddity oddity) {
    assertTrue(verify(oddity.evidence(SIMULATOR)).isTrusted());
  }
}
