package io.github.quotary.evidence.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Verified;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Old collateral decides like new collateral, and its age is said. */
class CollateralAgeTest {
  private static final Evidence EVIDENCE =
      Simulator.seeded(21).evidence(Scenario.upToDate(QuoteShape.V4_TDX));
  private static final Collateral COLLATERAL =
      Collateral.fromJson(EVIDENCE.collateralJson().getBytes(UTF_8));
  private static final Provenance PROVENANCE =
      new Provenance(TimeSource.OPTION, "collateral.json", "test", false);

  private static Verified at(Instant time) {
    VerificationResult result =
        Verifier.builder()
            .trustAnchor(TrustAnchor.of(EVIDENCE.rootPem().getBytes(UTF_8)))
            .policy(QuotePolicy.builder().waiveIdentity().build())
            .build()
            .verify(ByteBuffer.wrap(EVIDENCE.quote()), COLLATERAL, time);
    return (Verified) result;
  }

  private static Instant issued() {
    return at(EVIDENCE.at()).platform().collateral().tcbInfo().issueDate();
  }

  private static String note(Verified verified) {
    return VerdictJson.of(verified).path("collateral").path("note").asText();
  }

  @Test
  void isSaidOfCollateralOfMoreThanTwoWeeks() {
    Verified old = at(issued().plus(Duration.ofDays(14)).plusSeconds(1));
    String expected =
        "its TCB info was issued 14 days before, at "
            + issued()
            + "; whether there is a newer one was not checked";
    assertEquals(expected, note(old));
    String line = "Collateral from collateral.json; " + expected + "\n";
    assertTrue(VerdictBrief.of(old, PROVENANCE).contains(line), line);
    assertTrue(VerdictText.of(old, PROVENANCE).contains("; " + expected + "\n"), expected);
  }

  @Test
  void isNotSaidOfYoungerCollateral() {
    Verified young = at(issued().plus(Duration.ofDays(14)));
    assertEquals("", note(young));
    assertFalse(VerdictBrief.of(young, PROVENANCE).contains("newer"));
    assertFalse(VerdictText.of(young, PROVENANCE).contains("newer"));
  }

  @Test
  void changesNoVerdict() {
    Verified young = at(issued().plus(Duration.ofDays(14)));
    Verified old = at(issued().plus(Duration.ofDays(29)));
    assertEquals(young.verdict(), old.verdict());
    assertEquals(young.violations(), old.violations());
    assertEquals(young.notChecked(), old.notChecked());
  }
}
