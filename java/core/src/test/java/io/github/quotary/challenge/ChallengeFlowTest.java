package io.github.quotary.challenge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.fixture.Simulated;
import io.github.quotary.policy.Expected;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import io.github.quotary.verify.Verdict;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** A service asks a guest for a quote over the guest's key. */
class ChallengeFlowTest {
  private static final byte[] KEY =
      HexFormat.of().parseHex("302a300506032b656e032100" + "41".repeat(32));

  private final ChallengeStore store =
      new MemoryChallengeStore(Duration.ofMinutes(2), 100, Clock.systemUTC());

  private static Evidence answer(byte[] reportData) {
    String hex = HexFormat.of().formatHex(reportData);
    return Simulated.evidence(
        Scenario.upToDate(QuoteShape.V4_TDX).withTd(td -> td.with(TdField.REPORTDATA, hex)));
  }

  private static Verdict verdict(Evidence evidence, byte[] reportData) {
    return Simulated.verifier(evidence)
        .build()
        .verify(
            evidence.quote(),
            Simulated.collateral(evidence),
            evidence.at(),
            Expected.reportDataExact(reportData))
        .verdict();
  }

  @Test
  void aQuoteOverTheKeyAnswersTheChallengeAndNoOther() {
    Challenge challenge = Challenge.create("payments/v1", new SecureRandom());
    assertTrue(store.remember(challenge));
    Evidence evidence = answer(challenge.reportData(KEY));

    Challenge taken = store.take("payments/v1", challenge.nonce()).challenge().orElseThrow();
    assertEquals(Verdict.TRUSTED, verdict(evidence, taken.reportData(KEY)));

    byte[] otherKey = KEY.clone();
    otherKey[otherKey.length - 1] ^= 1;
    assertEquals(Verdict.NOT_TRUSTED, verdict(evidence, taken.reportData(otherKey)));
    Challenge otherContext = Challenge.of("admin/v1", challenge.nonce());
    assertEquals(Verdict.NOT_TRUSTED, verdict(evidence, otherContext.reportData(KEY)));
    Challenge otherNonce = Challenge.create("payments/v1", new SecureRandom());
    assertEquals(Verdict.NOT_TRUSTED, verdict(evidence, otherNonce.reportData(KEY)));
    assertEquals(Verdict.NOT_TRUSTED, verdict(evidence, taken.plainReportData(KEY)));
  }

  @Test
  void aGuestThatKnowsOnlyThePlainConstructionIsServedToo() {
    Challenge challenge = Challenge.create("payments/v1", new SecureRandom());
    Evidence evidence = answer(challenge.plainReportData(KEY));
    assertEquals(Verdict.TRUSTED, verdict(evidence, challenge.plainReportData(KEY)));
    assertEquals(Verdict.NOT_TRUSTED, verdict(evidence, challenge.reportData(KEY)));
  }
}
