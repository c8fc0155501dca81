package io.github.quotary.domain.laboratory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.certificate.LeafCertificate;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.CheckOutcome;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.report.Provenances;
import io.github.quotary.domain.report.ReportText;
import io.github.quotary.domain.report.Verdict;
import io.github.quotary.domain.workload.DomainPolicy;
import io.github.quotary.simulator.domain.CustomPlan;
import io.github.quotary.simulator.domain.DomainLaboratory;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.GatewayPlan;
import io.github.quotary.simulator.domain.GatewayVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Honest deployments, and what relying parties who know less say of them. */
class RelyingPartyTest {
  private static final DomainLaboratory LABORATORY = DomainLaboratory.seeded(11);
  private static final String BASE = "apps.example.net";

  private static void assertPasses(DomainReport report) {
    assertEquals(
        Verdict.PASS, report.verdict(), () -> ReportText.of(report, Provenances.imprint()));
    assertEquals(
        Set.of(Check.CAA_1, Check.CAA_2, Check.CAA_3, Check.CT_1, Check.CT_2),
        Set.copyOf(report.checks().waived()));
    assertTrue(report.keys().get(0).served() && report.keys().get(0).bound());
    assertTrue(report.identities().get(0).genuine());
  }

  @Test
  void anIssuerThatThePolicyNamesMustHaveIssued() {
    DomainSite site = LABORATORY.custom(CustomPlan.of("app.example.com"));
    DomainEvidence seen = Judgement.capture(site);
    RawBytes root = RawBytes.of(LABORATORY.authority().rootDer());
    assertEquals(CheckOutcome.PASS, issuerCheck(site, keyOf(seen.peerChain().get(1))));
    assertEquals(CheckOutcome.PASS, issuerCheck(site, keyOf(root)), "though nobody sends it");
    assertEquals(CheckOutcome.FAIL, issuerCheck(site, "00".repeat(32)));
  }

  @Test
  void anybodyCanAddAnIssuerToAChain() {
    DomainSite site = LABORATORY.custom(CustomPlan.of("app.example.com"));
    RawBytes other = RawBytes.of(DomainLaboratory.seeded(99).authority().rootDer());
    DomainEvidence seen = Judgement.capture(site);
    List<RawBytes> chain = new ArrayList<>(seen.peerChain());
    chain.add(other);
    String key = keyOf(other);
    DomainReport report =
        Judgement.judge(
            site,
            Judgement.policy("{\"issuers\": [\"" + key + "\"]}"),
            seen.toBuilder().peerChain(chain).build());
    assertEquals(CheckOutcome.FAIL, outcome(report, Check.TLS_3));
  }

  @Test
  void theDocumentBehindMrConfigIdIsMadeFromTheLog() {
    DomainSite site = LABORATORY.gateway(GatewayPlan.of(GatewayVersion.GW_NEXT, BASE));
    DomainReport report = Judgement.of(site, DomainPolicy.empty());
    assertEquals(CheckOutcome.PASS, outcome(report, Check.ID_3));
  }

  @Test
  void evidenceFromAnotherHostDoesNotCount() {
    DomainSite site = LABORATORY.custom(CustomPlan.of("*.example.com"));
    DomainEvidence seen = Judgement.capture(site);
    DomainReport report =
        Judgement.judge(
            site.withHost("other.example.com"), Judgement.policy(site.trust().pins()), seen);
    assertEquals(CheckOutcome.FAIL, outcome(report, Check.TLS_1));
    assertEquals(Verdict.FAIL, report.verdict());
  }

  @Test
  void whatIsPassedThroughIsNotTheGateways() {
    String app = "0123456789abcdef0123456789abcdef01234567";
    DomainSite site = LABORATORY.gateway(GatewayPlan.of(BASE));
    DomainPolicy policy = Judgement.policy(site.trust().pins());
    DomainEvidence seen = Judgement.capture(site);
    DomainReport behind = Judgement.judge(site.withHost(app + "-8080." + BASE), policy, seen);
    assertEquals(
        Verdict.PASS, behind.verdict(), () -> ReportText.of(behind, Provenances.imprint()));
    DomainReport passed = Judgement.judge(site.withHost(app + "-443s." + BASE), policy, seen);
    assertEquals(Verdict.INCOMPLETE, passed.verdict());
    assertEquals(CheckOutcome.INCOMPLETE, outcome(passed, Check.RD_G1));
  }

  @Test
  void evidenceWithoutAnythingIsIncomplete() {
    DomainSite site = LABORATORY.custom(CustomPlan.of("app.example.com"));
    DomainEvidence nothing = DomainEvidence.builder(site.host(), site.at()).build();
    DomainReport report = Judgement.judge(site, DomainPolicy.empty(), nothing);
    assertEquals(CheckOutcome.SKIPPED, outcome(report, Check.ID_4), "nobody asked for it");
    assertEquals(
        CheckOutcome.INCOMPLETE,
        outcome(Judgement.judge(site, Judgement.policy(site.trust().pins()), nothing), Check.ID_4));
    assertEquals(
        Verdict.INCOMPLETE, report.verdict(), () -> ReportText.of(report, Provenances.imprint()));
    DomainReport unreadable =
        Judgement.judge(
            site, DomainPolicy.empty(), nothing.toBuilder().collateral(new byte[] {1}).build());
    assertEquals(CheckOutcome.FAIL, outcome(unreadable, Check.PARSE_1));
  }

  private static String keyOf(RawBytes certificate) {
    return LeafCertificate.read(certificate)
        .found()
        .orElseThrow()
        .subjectPublicKeyInfo()
        .sha256()
        .toString();
  }

  private static CheckOutcome outcome(DomainReport report, Check check) {
    return report.checks().result(check).orElseThrow().outcome();
  }

  private static CheckOutcome issuerCheck(DomainSite site, String issuer) {
    DomainPolicy policy =
        Judgement.policy("{\"issuers\": [\"" + issuer + "\"], \"required\": [\"TLS-3\"]}");
    return Judgement.of(site, policy).checks().result(Check.TLS_3).orElseThrow().outcome();
  }

  @Test
  void wildcardsPassAndNeedTheirOtherLock() {
    DomainReport report = Judgement.of(LABORATORY.custom(CustomPlan.of("*.example.com")));
    assertPasses(report);
    assertEquals("example.com", report.baseDomain().orElseThrow());
  }

  @Test
  void keysWithoutProofsProveNothing() {
    DomainReport report =
        Judgement.of(LABORATORY.gateway(GatewayPlan.of(GatewayVersion.GW_A, BASE)));
    assertEquals(Verdict.FAIL, report.verdict());
    assertEquals(CheckOutcome.FAIL, report.checks().result(Check.RD_G1).orElseThrow().outcome());
    assertEquals(
        CheckOutcome.INCOMPLETE, report.checks().result(Check.RD_G2).orElseThrow().outcome());
  }

  @Test
  void withoutAPolicyNothingPasses() {
    DomainSite site = LABORATORY.custom(CustomPlan.of("app.example.com"));
    DomainReport report = Judgement.of(site, DomainPolicy.empty());
    assertEquals(
        Verdict.INCOMPLETE, report.verdict(), () -> ReportText.of(report, Provenances.imprint()));
    for (Check check : List.of(Check.ID_1, Check.OS_1, Check.CAA_1, Check.CT_1)) {
      assertEquals(CheckOutcome.INCOMPLETE, report.checks().result(check).orElseThrow().outcome());
    }
  }
}
