package io.github.quotary.ingress.evidence;

import static io.github.quotary.ingress.evidence.LaboratoryDomain.LABORATORY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.CheckOutcome;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.report.Finding;
import io.github.quotary.domain.report.Verdict;
import io.github.quotary.guest.agent.AgentProtocol;
import io.github.quotary.guest.agent.GuestAgent;
import io.github.quotary.simulator.domain.CustomPlan;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.server.Reply;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From an agent on its socket to the verdict on a domain: our own verifier passes what is published
 * here, and waives nothing but the witnesses that are not asked.
 */
@SuppressWarnings("try") // The agent serves for as long as it is open.
class AttestedDomainTest {
  private final CustomPlan plan = CustomPlan.of("app.example.com", "*.example.net");
  private final DomainSite site = LABORATORY.custom(plan);

  @TempDir Path folder;

  private GuestAgent agent() {
    return GuestAgent.at(AgentProtocol.DSTACK, folder.resolve("dstack.sock"));
  }

  private Evidence publish(String account) {
    return new EvidencePublisher(QuoteJson.of(agent()))
        .publish(EvidenceFiles.of(account, LaboratoryDomain.chains(site, plan)))
        .found()
        .orElseThrow();
  }

  @Test
  void theVerifierPassesWhatIsPublished() throws Exception {
    try (var agent = LABORATORY.guestAgent(plan.workload()).start(agent().socket())) {
      DomainSite ours = LaboratoryDomain.with(site, publish(plan.accountUri()));
      DomainReport report = LaboratoryDomain.judge(ours, folder);

      assertEquals(Verdict.PASS, report.verdict(), () -> report.toString());
      assertEquals(CheckOutcome.INCOMPLETE, fresh(report).outcome());
    }
  }

  @Test
  void anAccountThatThePolicyDoesNotListFails() throws Exception {
    try (var agent = LABORATORY.guestAgent(plan.workload()).start(agent().socket())) {
      DomainSite ours = LaboratoryDomain.with(site, publish(plan.accountUri() + "1"));
      DomainReport report = LaboratoryDomain.judge(ours, folder);

      assertEquals(Verdict.FAIL, report.verdict(), () -> report.toString());
    }
  }

  @Test
  void aChallengeThatIsAnsweredHereIsFresh() throws Exception {
    DomainReport report = challenged(UnaryOperator.identity());

    assertEquals(Verdict.PASS, report.verdict(), () -> report.toString());
    assertEquals(
        "the TD answered our nonce over another connection with the same certificate",
        fresh(report).summary());
  }

  @Test
  void whatIsNotTrueAtThatMomentIsFound() throws Exception {
    DomainReport report =
        challenged(
            served ->
                new ServedDomain(
                    served.names(),
                    served.accountUri(),
                    served.certificateSha256(),
                    served.certificateSha256(),
                    served.manifestSha256()));

    assertEquals(Verdict.FAIL, report.verdict(), () -> report.toString());
    assertTrue(fresh(report).summary().contains("the served key"), () -> fresh(report).summary());
  }

  /** The report on a domain that answers challenges, under a policy that demands it. */
  private DomainReport challenged(UnaryOperator<ServedDomain> change) throws Exception {
    try (var agent = LABORATORY.guestAgent(plan.workload()).start(agent().socket())) {
      Evidence evidence = publish(plan.accountUri());
      ServedDomain served =
          change.apply(ServedDomain.of(plan.domains(), plan.accountUri(), leaf(), evidence));
      Challenges challenges =
          new Challenges(
              QuoteJson.of(agent()),
              host -> Optional.of(served).filter(found -> host.equals(site.host())),
              ChallengeLimits.standard(),
              site::at);
      DomainSite ours =
          LaboratoryDomain.with(site, evidence)
              .withChallenge(target -> reply(challenges.answer(site.host(), query(target))));
      return LaboratoryDomain.judge(ours, folder, "FRESH-1");
    }
  }

  private X509Certificate leaf() throws Exception {
    byte[] der = site.servedCertificate().chain().get(0);
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  private static String query(String target) {
    assertTrue(target.startsWith(Challenges.PATH + "?"), target);
    return target.substring(Challenges.PATH.length() + 1);
  }

  private static Reply reply(ChallengeAnswer answer) {
    ByteBuffer body = answer.body();
    byte[] bytes = new byte[body.remaining()];
    body.get(bytes);
    return Reply.ok(answer.headers().getOrDefault("Content-Type", ""), bytes)
        .withStatus(answer.status());
  }

  private static Finding fresh(DomainReport report) {
    return report.checks().result(Check.FRESH_1).orElseThrow().finding();
  }
}
