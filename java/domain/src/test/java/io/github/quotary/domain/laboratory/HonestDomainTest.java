package io.github.quotary.domain.laboratory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.capture.CaptureBundle;
import io.github.quotary.domain.certificate.LeafCertificate;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.CheckOutcome;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.report.ReportJson;
import io.github.quotary.domain.report.ReportText;
import io.github.quotary.domain.report.Verdict;
import io.github.quotary.domain.workload.DomainPolicy;
import io.github.quotary.simulator.domain.CustomPlan;
import io.github.quotary.simulator.domain.DomainLaboratory;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.GatewayPlan;
import io.github.quotary.simulator.domain.GatewayVersion;
import io.github.quotary.simulator.domain.IngressVersion;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Honest deployments of every producer version pass, over real TLS. */
class HonestDomainTest {
  private static final DomainLaboratory LABORATORY = DomainLaboratory.seeded(11);
  private static final String BASE = "apps.example.net";

  private static void assertPasses(DomainReport report) {
    assertEquals(Verdict.PASS, report.verdict(), () -> ReportText.of(report));
    assertEquals(
        Set.of(Check.CAA_1, Check.CAA_2, Check.CAA_3, Check.CT_1, Check.CT_2),
        Set.copyOf(report.checks().waived()));
    assertTrue(report.keys().get(0).served() && report.keys().get(0).bound());
    assertTrue(report.identities().get(0).genuine());
  }

  @ParameterizedTest
  @EnumSource(names = "GW_A", mode = EnumSource.Mode.EXCLUDE)
  void gatewaysWithProofsPass(GatewayVersion version) {
    assertPasses(Judgement.of(LABORATORY.gateway(GatewayPlan.of(version, BASE))));
  }

  @ParameterizedTest
  @EnumSource(names = "ING_0", mode = EnumSource.Mode.EXCLUDE)
  void customDomainsPass(IngressVersion version) {
    assertPasses(
        Judgement.of(
            LABORATORY.custom(CustomPlan.of(version, "app.example.com", "api.example.com"))));
  }

  @Test
  void oneDomainWithoutNamesInFilesPasses() {
    assertPasses(
        Judgement.of(LABORATORY.custom(CustomPlan.of(IngressVersion.ING_0, "app.example.com"))));
  }

  @Test
  void theSecondOfSeveralDomainsPasses() {
    DomainSite site =
        LABORATORY.custom(
            CustomPlan.of("app.example.com", "api.example.com").withHost("api.example.com"));
    assertPasses(Judgement.of(site));
  }

  @Test
  void anIssuerThatThePolicyNamesMustHaveIssued() {
    DomainSite site = LABORATORY.custom(CustomPlan.of("app.example.com"));
    DomainEvidence seen = Judgement.capture(site);
    String issuer =
        LeafCertificate.read(seen.peerChain().get(1))
            .found()
            .orElseThrow()
            .subjectPublicKeyInfo()
            .sha256()
            .toString();
    assertEquals(CheckOutcome.PASS, issuerCheck(site, issuer));
    assertEquals(CheckOutcome.FAIL, issuerCheck(site, "00".repeat(32)));
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
  void keysWithoutProofsAreNoProof() {
    DomainReport report =
        Judgement.of(LABORATORY.gateway(GatewayPlan.of(GatewayVersion.GW_A, BASE)));
    assertEquals(Verdict.FAIL, report.verdict());
    assertEquals(CheckOutcome.FAIL, report.checks().result(Check.RD_G1).orElseThrow().outcome());
    assertEquals(
        CheckOutcome.INCOMPLETE, report.checks().result(Check.RD_G2).orElseThrow().outcome());
  }

  @Test
  void withoutAPolicyNobodyPasses() {
    DomainSite site = LABORATORY.custom(CustomPlan.of("app.example.com"));
    DomainReport report = Judgement.of(site, DomainPolicy.empty());
    assertEquals(Verdict.INCOMPLETE, report.verdict(), () -> ReportText.of(report));
    for (Check check : List.of(Check.ID_1, Check.OS_1, Check.CAA_1, Check.CT_1)) {
      assertEquals(CheckOutcome.INCOMPLETE, report.checks().result(check).orElseThrow().outcome());
    }
  }

  @Test
  void aBundleGivesTheSameReport() throws Exception {
    DomainSite site = LABORATORY.gateway(GatewayPlan.of(BASE));
    DomainEvidence seen = Judgement.capture(site);
    DomainEvidence again = CaptureBundle.read(CaptureBundle.write(seen));
    DomainPolicy policy = Judgement.policy(site.trust().pins());
    DomainReport report = Judgement.judge(site, policy, seen);
    DomainReport replayed = Judgement.judge(site, policy, again);
    assertEquals(ReportText.of(report), ReportText.of(replayed));
    assertEquals(ReportJson.of(report, "1"), ReportJson.of(replayed, "1"));
  }
}
