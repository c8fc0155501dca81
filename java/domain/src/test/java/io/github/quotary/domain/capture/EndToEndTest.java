package io.github.quotary.domain.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.custom.CustomDomainVerifier;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.gateway.GatewayHost;
import io.github.quotary.domain.gateway.GatewayVerifier;
import io.github.quotary.domain.laboratory.LoopbackWitnesses;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.DomainCheckResult;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.report.EvidenceSource;
import io.github.quotary.domain.report.Provenances;
import io.github.quotary.domain.report.ReportJson;
import io.github.quotary.domain.report.ReportText;
import io.github.quotary.domain.report.Verdict;
import io.github.quotary.domain.workload.DomainJudge;
import io.github.quotary.domain.workload.DomainPolicy;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.simulator.domain.CustomPlan;
import io.github.quotary.simulator.domain.DomainKind;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.GatewayPlan;
import io.github.quotary.simulator.domain.GatewayVersion;
import io.github.quotary.simulator.domain.IngressVersion;
import io.github.quotary.simulator.domain.LaboratoryServer;
import io.github.quotary.simulator.domain.attack.DomainAttack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * From a laboratory's servers, over TLS, DNS and HTTP, to the verdict, and again from the bundle.
 * No check is waived.
 */
class EndToEndTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GW_A")
  void anHonestGatewayPasses(GatewayVersion version) throws Exception {
    assertPasses(Loopback.LABORATORY.gateway(GatewayPlan.of(version, "dstack.example.com")));
  }

  @ParameterizedTest
  @EnumSource
  void anHonestCustomDomainPasses(IngressVersion version) throws Exception {
    assertPasses(Loopback.LABORATORY.custom(CustomPlan.of(version, "app.example.com")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"app.example.com", "api.example.org", "any.example.net"})
  void severalDomainsAndWildcardsPass(String host) throws Exception {
    CustomPlan plan =
        CustomPlan.of("app.example.com", "api.example.org", "*.example.net")
            .withDroppedDomains("old.example.com");
    assertPasses(Loopback.LABORATORY.custom(plan.withHost(host)));
  }

  @Test
  void thereAreEnoughAttacksAndEachHasItsName() {
    Set<String> names = new HashSet<>();
    DomainAttack.all().forEach(attack -> assertTrue(names.add(attack.id()), attack.id()));
    assertTrue(names.size() >= 35, names.size() + " attacks");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.quotary.simulator.domain.attack.DomainAttack#all")
  void anAttackIsStoppedByItsCheck(DomainAttack attack) throws Exception {
    DomainSite site = attack.site(Loopback.LABORATORY);
    DomainEvidence evidence = capture(site);
    DomainJudge judge = judge(site, attack.required());
    DomainReport report = verify(judge, site, evidence);
    DomainCheckResult result = result(report, attack.check());

    assertEquals(
        attack.status(),
        result.outcome().name(),
        () -> ReportText.of(report, Provenances.imprint()));
    assertNotEquals(
        Verdict.PASS, report.verdict(), () -> ReportText.of(report, Provenances.imprint()));
    assertSameFromBundle(judge, site, evidence, report);
  }

  private void assertPasses(DomainSite site) throws Exception {
    DomainEvidence evidence = capture(site);
    DomainJudge judge = judge(site, Set.of());
    DomainReport report = verify(judge, site, evidence);

    assertEquals(
        Verdict.PASS, report.verdict(), () -> ReportText.of(report, Provenances.imprint()));
    assertEquals(List.of(), report.checks().waived());
    assertSameFromBundle(judge, site, evidence, report);
  }

  private static void assertSameFromBundle(
      DomainJudge judge, DomainSite site, DomainEvidence evidence, DomainReport report)
      throws Exception {
    DomainEvidence replayed = CaptureBundle.read(CaptureBundle.write(evidence));
    DomainReport again = verify(judge, site, replayed);

    assertEquals(EvidenceSource.LIVE, report.provenance().evidenceSource());
    assertEquals(EvidenceSource.CAPTURE, again.provenance().evidenceSource());
    assertEquals(
        ReportJson.of(report, Provenances.imprint()),
        ReportJson.of(again, Provenances.imprint())
            .replace("\"evidenceSource\" : \"capture\"", "\"evidenceSource\" : \"live\""));
    assertEquals(
        ReportText.of(report, Provenances.imprint()),
        ReportText.of(again, Provenances.imprint())
            .replace(EvidenceSource.CAPTURE.words(), EvidenceSource.LIVE.words()));
  }

  private static DomainEvidence capture(DomainSite site) {
    try (LaboratoryServer server = site.serve()) {
      DomainCapture capture =
          Loopback.builder(site, server)
              .limits(CaptureLimits.standard().withTime(Duration.ofSeconds(60)))
              .build();
      DomainEvidence evidence =
          site.kind() == DomainKind.GATEWAY
              ? capture.gateway(GatewayHost.of(new DnsName(site.host())).evidenceHost().text())
              : capture.custom(site.host());
      return LoopbackWitnesses.ask(
          site,
          evidence.toBuilder()
              .collateral(site.trust().collateralJson().getBytes(StandardCharsets.UTF_8))
              .build());
    }
  }

  /** Under the policy of an honest operator. */
  private DomainJudge judge(DomainSite site, Set<String> required) throws IOException {
    for (Map.Entry<String, String> file : site.trust().policyFiles().entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    String json = site.trust().policyJson(Set.of(), required);
    return DomainJudge.of(
        DomainPolicy.fromJson(json.getBytes(StandardCharsets.UTF_8), folder::resolve),
        TrustAnchor.of(site.trust().tdxRootPem().getBytes(StandardCharsets.UTF_8)),
        Loopback.webPki(site));
  }

  private static DomainReport verify(DomainJudge judge, DomainSite site, DomainEvidence evidence) {
    DnsName host = new DnsName(site.host());
    return site.kind() == DomainKind.GATEWAY
        ? new GatewayVerifier(judge).verify(GatewayHost.of(host), evidence, site.at())
        : new CustomDomainVerifier(judge).verify(host, evidence, site.at());
  }

  private static DomainCheckResult result(DomainReport report, String id) {
    Check check = Check.ofId(id).orElseThrow();
    return report.checks().results().stream()
        .filter(result -> result.check() == check)
        .findFirst()
        .orElseThrow();
  }
}
