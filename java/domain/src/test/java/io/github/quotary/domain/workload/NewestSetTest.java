package io.github.quotary.domain.workload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.dstack.QuoteAnswer;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.PckCa;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.status.RejectReason;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Verified;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Of several sets of collateral the newest decides that Intel has signed, not the one that trusts.
 */
class NewestSetTest {
  private static final Simulator SIMULATOR = Simulator.seeded(2026);
  private static final Scenario PLATFORM = Scenario.upToDate();
  private static final Evidence OLD = SIMULATOR.evidence(PLATFORM);
  private static final String OUT_OF_DATE = set(recovery(21, "OutOfDate"));

  private static Scenario recovery(long number, String status) {
    return PLATFORM
        .withTcbInfo(
            info ->
                info.withEvaluationNumber(number)
                    .mapLevels(
                        level ->
                            level.status().equals("UpToDate") ? level.withStatus(status) : level))
        .withQeIdentity(identity -> identity.withEvaluationNumber(number));
  }

  private static String set(Scenario scenario) {
    return SIMULATOR.evidence(scenario).collateralJson();
  }

  private static VerificationResult verdict(List<String> sets) {
    Verifier verifier =
        Verifier.builder()
            .trustAnchor(TrustAnchor.of(OLD.rootPem().getBytes(US_ASCII)))
            .policy(QuotePolicy.builder().waiveIdentity().build())
            .build();
    RawBytes json = RawBytes.ofUtf8("{\"collaterals\":[" + String.join(",", sets) + "]}");
    QuoteAnswer answer =
        new QuoteAnswer(
            ByteBuffer.wrap(OLD.quote()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return QuoteAssessor.of(verifier, Optional.of(json), OLD.at())
        .assess(new Proof("quote", answer))
        .verification()
        .orElseThrow();
  }

  private static VerificationResult inAnyOrder(String... sets) {
    List<String> order = new ArrayList<>(List.of(sets));
    VerificationResult first = verdict(order);
    Collections.reverse(order);
    VerificationResult second = verdict(order);
    assertEquals(first.isTrusted(), second.isTrusted());
    assertEquals(first.getClass(), second.getClass());
    return first;
  }

  @Test
  void anOlderSetDoesNotTrustWhatTheNewerDoesNot() {
    assertTrue(verdict(List.of(OLD.collateralJson())).isTrusted());
    Verified result = (Verified) inAnyOrder(OLD.collateralJson(), OUT_OF_DATE);
    assertFalse(result.isTrusted());
    assertEquals(21, result.tcb().tcbEvaluationDataNumber());
  }

  @Test
  void aNewerSetMayReject() {
    Rejected result =
        (Rejected) inAnyOrder(OUT_OF_DATE, set(recovery(22, "Revoked")), OLD.collateralJson());
    assertEquals(RejectReason.TCB_REVOKED, result.reason());
  }

  /** What Intel has not signed is neither newer nor older. */
  @Test
  void aForgedSetDecidesNothing() {
    String forged =
        OUT_OF_DATE.replace(
            "\\\"tcbEvaluationDataNumber\\\":21", "\\\"tcbEvaluationDataNumber\\\":99");
    assertFalse(forged.equals(OUT_OF_DATE));
    assertTrue(inAnyOrder(OLD.collateralJson(), forged).isTrusted());
  }

  @Test
  void setsOfOtherPlatformsArePassedOver() {
    String otherCa = set(recovery(30, "OutOfDate").withCa(PckCa.PROCESSOR));
    String other = set(recovery(30, "OutOfDate").withPlatform(p -> p.withFmspc("000000000001")));
    assertTrue(inAnyOrder(other, OLD.collateralJson(), otherCa).isTrusted());
  }

  /** Where no set is genuine, the reason is that of the one that is meant for the platform. */
  @Test
  void aSingleForgedSetIsRejectedForWhatItIs() {
    String other = set(PLATFORM.withPlatform(p -> p.withFmspc("000000000001")));
    String forged =
        OUT_OF_DATE.replace(
            "\\\"tcbEvaluationDataNumber\\\":21", "\\\"tcbEvaluationDataNumber\\\":99");
    Rejected result = (Rejected) inAnyOrder(other, forged);
    assertEquals(RejectReason.TCB_INFO_INVALID_SIGNATURE, result.reason());
  }
}
