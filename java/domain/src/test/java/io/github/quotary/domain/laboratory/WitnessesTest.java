package io.github.quotary.domain.laboratory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.domain.capture.CrtShClient;
import io.github.quotary.domain.capture.CtRequests;
import io.github.quotary.domain.ct.CtReply;
import io.github.quotary.domain.ct.LogList;
import io.github.quotary.domain.ct.SctCheck;
import io.github.quotary.domain.dns.DnsAnswer;
import io.github.quotary.domain.dns.DnsSecurity;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.CheckOutcome;
import io.github.quotary.domain.report.DomainCheckResult;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.report.Provenances;
import io.github.quotary.domain.report.ReportText;
import io.github.quotary.simulator.domain.CustomPlan;
import io.github.quotary.simulator.domain.DomainLaboratory;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.GatewayPlan;
import io.github.quotary.simulator.domain.attack.DomainAttack;
import io.github.quotary.simulator.domain.server.CtSearchFault;
import io.github.quotary.simulator.domain.server.CtSearchServer;
import io.github.quotary.simulator.domain.server.DnsFault;
import io.github.quotary.simulator.domain.server.DnsZone;
import io.github.quotary.simulator.domain.server.NameServer;
import io.github.quotary.simulator.domain.web.CertificatePlan;
import io.github.quotary.simulator.domain.web.WebCertificate;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.bouncycastle.asn1.x509.Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/** The laboratory's DNS and logs, over real sockets. */
class WitnessesTest {
  private static final DomainLaboratory LABORATORY = DomainLaboratory.seeded(13);
  private static final String HOST = "app.example.com";

  private static DomainSite site() {
    return LABORATORY.custom(CustomPlan.of(HOST));
  }

  private static DnsAnswer ask(DnsZone zone, String name) throws Exception {
    DomainSite site = site().withZone(any -> zone);
    try (NameServer server = site.serveDns()) {
      return LoopbackWitnesses.source(site, server).ask(Name.fromString(name), Type.CAA);
    }
  }

  private static DnsZone zone() {
    return DnsZone.empty().withCaa("example.com", "issue", ";");
  }

  private static DomainCheckResult result(DomainSite site, Check check) {
    return report(site).checks().result(check).orElseThrow();
  }

  private static DomainReport report(DomainSite site) {
    DomainEvidence seen = LoopbackWitnesses.ask(site, Judgement.capture(site));
    return Judgement.judge(site, Judgement.policy(site.trust()), seen);
  }

  @Test
  void aTruncatedAnswerIsAskedForAgainOverTcp() throws Exception {
    DnsZone zone = zone().withCaa("example.com", "issue", "ca.example");
    DomainSite site = site().withZone(any -> zone.withFault("example.com", DnsFault.TRUNCATED));
    try (NameServer server = site.serveDns()) {
      DnsAnswer answer =
          LoopbackWitnesses.source(site, server).ask(Name.fromString("example.com."), Type.CAA);
      assertEquals(2, ((DnsAnswer.Records) answer).records().size());
      assertEquals(1, server.connections());
    }
  }

  @Test
  void aResolverThatIsBelievedTellsWhatIsSigned() throws Exception {
    assertEquals(
        DnsSecurity.SECURE, ((DnsAnswer.Records) ask(zone().sign(), "example.com.")).security());
    assertEquals(
        DnsSecurity.INDETERMINATE, ((DnsAnswer.Records) ask(zone(), "example.com.")).security());
    assertEquals(
        DnsSecurity.BOGUS,
        ((DnsAnswer.Failed)
                ask(zone().sign().withFault("example.com", DnsFault.BOGUS), "example.com."))
            .security());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TRUNCATED")
  void aFaultIsNeverAnEmptyAnswer(DnsFault fault) throws Exception {
    DnsAnswer answer = ask(zone().withFault("example.com", fault), "example.com.");
    assertTrue(answer instanceof DnsAnswer.Failed, answer.toString());
  }

  @Test
  void aliasesAndWildcardsAnswerForOthers() throws Exception {
    DnsZone zone =
        zone()
            .with("old.example.net", "DNAME", "example.com.")
            .with("*.example.org", "CNAME", "old.example.net.")
            .with("x.example.org", "CNAME", "deep.old.example.net.")
            .withCaa("deep.example.com", "issue", "ca.example");
    DnsAnswer.Records found = (DnsAnswer.Records) ask(zone, "x.example.org.");
    assertEquals(1, found.records().size());
    assertEquals(Optional.of(Name.fromString("deep.example.com.")), found.alias());
    assertEquals(0, ((DnsAnswer.Records) ask(zone, "none.example.net.")).records().size());
  }

  @Test
  void timestampsOfTheSimulatedLogsVerifyAndNoAlterationDoes() throws Exception {
    WebCertificate certificate =
        LABORATORY.authority().issue(CertificatePlan.of("some key", "a.example.com"));
    byte[] leaf = certificate.chain().get(0);
    byte[] issuer = certificate.chain().get(1);
    SctCheck check =
        new SctCheck(
            LogList.fromJson(LABORATORY.authority().logListJson().getBytes(StandardCharsets.UTF_8)),
            EcdsaP256.bouncyCastle());
    Instant at = Instant.parse("2026-06-15T00:00:00Z");
    assertTrue(check.check(leaf, issuer, at).isEnough());

    int signed = Certificate.getInstance(leaf).getTBSCertificate().getEncoded().length;
    for (int i = 4; i < 4 + signed; i++) {
      byte[] altered = leaf.clone();
      altered[i] ^= (byte) (1 << (i % 8));
      assertFalse(check.check(altered, issuer, at).isEnough(), "octet " + i);
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.INCLUDE,
      names = {"UNAVAILABLE", "STALLING"})
  void aSearchWithoutAnAnswerHasNone(CtSearchFault fault) {
    try (CtSearchServer server = site().withCt(ct -> ct.withFault(fault)).serveCt()) {
      CrtShClient client =
          new CrtShClient(server.address(), CtRequests.single(Duration.ofMillis(700)));
      String query = server.address() + "?q=" + HOST + "&output=json&exclude=expired";
      CtReply.Failed expected =
          fault == CtSearchFault.UNAVAILABLE
              ? new CtReply.Failed(
                  query, "HTTP status 503; the service asks to wait 3600 s", OptionalInt.of(503), 1)
              : new CtReply.Failed(query, "no answer within 700 ms", OptionalInt.empty(), 1);
      assertEquals(expected, client.search(HOST));
      assertTrue(client.certificate(2) instanceof CtReply.Failed);
    }
  }

  @Test
  void aSearchThatNobodyListensForSaysWhereItWasAsked() {
    URI address;
    try (CtSearchServer server = site().serveCt()) {
      address = server.address();
    }
    CtReply reply =
        new CrtShClient(address, CtRequests.single(Duration.ofSeconds(10))).search(HOST);
    CtReply.Failed failed = (CtReply.Failed) reply;
    assertTrue(failed.address().startsWith(address + "?q=" + HOST), failed.toString());
    assertTrue(failed.why().contains("refused"), failed.toString());
  }

  @Test
  void aReportSaysWhatWasAskedAndWhatCame() {
    DomainSite site = site().withCt(ct -> ct.withFault(CtSearchFault.UNAVAILABLE));
    DomainReport report = report(site);
    for (Check check : List.of(Check.CT_1, Check.CT_2)) {
      DomainCheckResult result = report.checks().result(check).orElseThrow();
      assertEquals(CheckOutcome.INCOMPLETE, result.outcome());
      assertTrue(result.toString().contains("HTTP status 503"), result.toString());
      assertTrue(result.toString().contains("asked http://127.0.0.1:"), result.toString());
    }
    assertTrue(report.witnesses().isCtAsked());
  }

  @Test
  void anEarlierAttestedKeyIsKnownByTheCertificateItself() {
    DomainSite site = LABORATORY.gateway(GatewayPlan.of("dstack.example.com"));
    WebCertificate earlier =
        LABORATORY
            .authority()
            .issue(
                CertificatePlan.of("gateway key 1", "*.dstack.example.com")
                    .withValidity(
                        Instant.parse("2026-04-01T00:00:00Z"),
                        Instant.parse("2026-06-30T00:00:00Z")));
    DomainSite both = site.withCt(ct -> ct.with(earlier));
    DomainCheckResult byKey = result(both, Check.CT_1);
    assertEquals(CheckOutcome.PASS, byKey.outcome(), byKey.toString());
    assertTrue(byKey.finding().summary().contains("all 2 "), byKey.toString());
    assertEquals(
        CheckOutcome.INCOMPLETE,
        result(both.withCt(ct -> ct.withFault(CtSearchFault.METADATA_ONLY)), Check.CT_1).outcome());
  }

  @Test
  void theReportSaysOnWhichSideOfTheLockACertificateBegan() {
    String before = text("custom-ct-from-before-the-lock");
    assertTrue(before.contains("older than the known CAA lock and not expired: 1"), before);
    assertTrue(before.contains("since 2026-05-25T00:00:00Z"), before);
    String after = text("custom-ct-in-spite-of-the-lock");
    assertTrue(after.contains("issued despite the CAA lock"), after);
    String unknown = text("custom-ct-unattested-key");
    assertTrue(unknown.contains("locked by CAA: since an unknown time"), unknown);
  }

  private static String text(String attack) {
    return ReportText.full(
        report(DomainAttack.named(attack).orElseThrow().site(LABORATORY)), Provenances.imprint());
  }
}
