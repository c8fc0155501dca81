package io.github.quotary.domain.laboratory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.capture.CaptureBundle;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.evidence.TlsFacts;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.CheckOutcome;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.report.Finding;
import io.github.quotary.domain.report.Provenances;
import io.github.quotary.domain.report.ReportText;
import io.github.quotary.domain.report.Verdict;
import io.github.quotary.domain.workload.DomainPolicy;
import io.github.quotary.simulator.domain.ChallengeConduct;
import io.github.quotary.simulator.domain.CustomPlan;
import io.github.quotary.simulator.domain.DomainLaboratory;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.server.Reply;
import io.github.quotary.simulator.domain.web.CertificatePlan;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** FRESH-1 of domains that answer a challenge, rightly or not, and of those that do not. */
class ChallengeTest {
  private static final DomainLaboratory LABORATORY = DomainLaboratory.seeded(11);
  private static final String UNKNOWN =
      "unknown: a quote has no date, and no challenge requested a new one";

  private static DomainSite site(ChallengeConduct conduct) {
    return LABORATORY.custom(
        CustomPlan.of("app.example.com", "*.example.net").withChallenge(conduct));
  }

  private static DomainPolicy policy(DomainSite site, String... required) {
    return Judgement.policy(site.trust().pins(), Set.of(required));
  }

  private static Finding fresh(DomainReport report) {
    return report.checks().result(Check.FRESH_1).orElseThrow().finding();
  }

  private static String text(DomainReport report) {
    return ReportText.of(report, Provenances.imprint());
  }

  private static void assertPasses(DomainSite site) {
    assertPasses(site, "over another connection with the same certificate");
  }

  private static void assertPasses(DomainSite site, String where) {
    DomainReport report = Judgement.of(site, policy(site, "FRESH-1"));

    assertEquals(Verdict.PASS, report.verdict(), () -> text(report));
    assertEquals("the TD answered our nonce " + where, fresh(report).summary());
    assertTrue(report.notProven().get(0).startsWith("Freshness beyond"), () -> text(report));
  }

  @Test
  void aRightAnswerPasses() {
    assertPasses(site(ChallengeConduct.RIGHT));
  }

  @Test
  void aWildcardAmongTheNamesCoversTheHost() {
    assertPasses(
        LABORATORY.custom(CustomPlan.of("*.example.net").withChallenge(ChallengeConduct.RIGHT)));
  }

  /** Most deployments end the connection after each answer; a report says what it saw. */
  @Test
  void aConnectionThatStaysOpenIsTold() {
    assertPasses(
        site(ChallengeConduct.RIGHT)
            .withConduct(conduct -> conduct.withClosesAfterEachAnswer(false)),
        "within this connection");
  }

  @Test
  void theClockOfTheTdIsShownAndNotJudged() {
    DomainSite site = site(ChallengeConduct.LATE_CLOCK);
    assertPasses(site);
    assertTrue(
        fresh(Judgement.of(site)).details().stream()
            .anyMatch(line -> line.endsWith("differs from the capture's clock by 3600 seconds")),
        () -> fresh(Judgement.of(site)).details().toString());
    assertTrue(
        fresh(Judgement.of(site(ChallengeConduct.RIGHT))).details().stream()
            .noneMatch(line -> line.contains("differs")));
  }

  @ParameterizedTest
  @EnumSource(names = {"NOT_OFFERED", "PAGE", "BUSY"})
  void whereNoChallengeIsOfferedTheAgeIsUnknownAsBefore(ChallengeConduct conduct) {
    DomainReport report = Judgement.of(site(conduct));

    assertEquals(Verdict.PASS, report.verdict(), () -> text(report));
    assertEquals(CheckOutcome.INCOMPLETE, fresh(report).outcome());
    assertEquals(UNKNOWN, fresh(report).summary());
    assertTrue(report.notProven().get(0).startsWith("Freshness: a quote carries no date"));
  }

  /** Servers answer unknown paths in many ways; none of them is a fault of the evidence. */
  @Test
  void anOddAnswerToAnUnknownPathSpoilsNothing() {
    for (Reply reply :
        new Reply[] {
          Reply.redirect("https://login.example.com/"),
          Reply.text("x").withHeader("Content-Encoding: gzip"),
          Reply.text("x").withFraming(Reply.Framing.BOASTING),
          Reply.text("x").withFraming(Reply.Framing.CUT),
          Reply.text("{").withStatus(404),
          Reply.json("[]"),
          Reply.empty(200),
          Reply.empty(500)
        }) {
      DomainSite site = site(ChallengeConduct.NOT_OFFERED).withChallenge(target -> reply);
      DomainReport report = Judgement.of(site);

      assertEquals(Verdict.PASS, report.verdict(), () -> text(report));
      assertEquals(UNKNOWN, fresh(report).summary());
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"NOT_OFFERED", "PAGE", "BUSY", "RIGHT", "LATE_CLOCK", "QUOTE_ONLY"})
  void aWrongAnswerIsToldEvenWhereNobodyDemandsOne(ChallengeConduct conduct) throws Exception {
    DomainSite site = site(conduct);
    DomainEvidence seen = Judgement.capture(site);
    DomainReport report = Judgement.judge(site, policy(site), seen);

    assertEquals(CheckOutcome.FAIL, fresh(report).outcome(), () -> text(report));
    assertTrue(fresh(report).summary().startsWith("the domain answered a challenge wrongly: "));
    assertEquals(Verdict.PASS, report.verdict(), () -> text(report));
    assertTrue(text(report).contains("; but a challenge was answered wrongly"));

    DomainReport again = Judgement.judge(site, policy(site), replayed(seen));
    assertEquals(fresh(report), fresh(again), "whoever reads the capture is told, too");
    assertEquals(Verdict.FAIL, Judgement.judge(site, policy(site, "FRESH-1"), seen).verdict());
  }

  @ParameterizedTest
  @ValueSource(strings = {"FRESH-1", ""})
  void whoReadsACaptureDidNotChooseTheNonce(String required) throws Exception {
    DomainSite site = site(ChallengeConduct.RIGHT);
    DomainEvidence replayed = replayed(Judgement.capture(site));
    DomainReport report =
        Judgement.judge(site, required.isEmpty() ? policy(site) : policy(site, required), replayed);

    assertEquals(CheckOutcome.INCOMPLETE, fresh(report).outcome());
    assertTrue(
        fresh(report).summary().contains("who may have chosen it; it was fresh for them"),
        () -> text(report));
    assertEquals(required.isEmpty() ? Verdict.PASS : Verdict.INCOMPLETE, report.verdict());
    assertTrue(report.notProven().get(0).startsWith("Freshness: a quote carries no date"));
  }

  private static DomainEvidence replayed(DomainEvidence seen) throws Exception {
    DomainEvidence read = CaptureBundle.read(CaptureBundle.write(seen));
    assertEquals(seen, read);
    return read;
  }

  /** Its identity cannot be known; that is not a lie. */
  @Test
  void aQuoteWithoutALogIsNotEnoughWhereThePolicyNamesAnApp() {
    DomainSite site = site(ChallengeConduct.QUOTE_ONLY);
    Finding fresh = fresh(Judgement.of(site));

    assertEquals(CheckOutcome.INCOMPLETE, fresh.outcome(), fresh::toString);
  }

  @Test
  void withoutCollateralNothingIsProved() {
    DomainSite site = site(ChallengeConduct.RIGHT);
    DomainEvidence seen =
        Judgement.capture(site).toBuilder()
            .collateral("{\"collaterals\":[]}".getBytes(StandardCharsets.UTF_8))
            .build();
    Finding fresh = fresh(Judgement.judge(site, policy(site), seen));

    assertEquals(CheckOutcome.INCOMPLETE, fresh.outcome(), fresh::toString);
  }

  /** The answer is genuine, but passed on by somebody with another key. */
  @Test
  void anAnswerThatIsPassedOnFails() {
    DomainSite site =
        site(ChallengeConduct.RIGHT)
            .withCertificates(
                LABORATORY.authority().issue(CertificatePlan.of("attacker", "app.example.com")));
    Finding fresh = fresh(Judgement.of(site));

    assertEquals(CheckOutcome.FAIL, fresh.outcome());
    assertTrue(fresh.summary().contains("the served key is"), fresh::toString);
  }

  /** Which of two servers it came from is not known. */
  @Test
  void connectionsWithDifferentCertificatesProveNothing() {
    DomainSite site = site(ChallengeConduct.RIGHT);
    DomainEvidence seen = Judgement.capture(site);
    TlsFacts tls = seen.tls();
    TlsFacts torn =
        new TlsFacts(
            tls.protocol(),
            tls.cipherSuite(),
            tls.applicationProtocol(),
            tls.peerAddress(),
            tls.webPki(),
            tls.hostName(),
            tls.detail(),
            2,
            TlsFacts.Continuity.DIFFERENT_LEAVES);
    DomainEvidence changed = seen.toBuilder().tls(torn).build();
    Finding fresh = fresh(Judgement.judge(site, policy(site), changed));

    assertEquals(CheckOutcome.INCOMPLETE, fresh.outcome(), fresh::toString);
  }
}
