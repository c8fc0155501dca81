package io.github.quotary.ingress.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.domain.capture.CaptureLimits;
import io.github.quotary.domain.capture.DomainCapture;
import io.github.quotary.domain.capture.WebPki;
import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.custom.CustomDomainVerifier;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.report.Verdict;
import io.github.quotary.domain.workload.DomainJudge;
import io.github.quotary.domain.workload.DomainPolicy;
import io.github.quotary.guest.agent.AgentProtocol;
import io.github.quotary.guest.agent.GuestAgent;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.simulator.domain.CustomPlan;
import io.github.quotary.simulator.domain.DomainLaboratory;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.LaboratoryServer;
import io.github.quotary.simulator.domain.server.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From an agent on its socket to the verdict on a domain: our own verifier passes what is published
 * here, and waives nothing but the witnesses that are not asked.
 */
@SuppressWarnings("try") // The agent serves for as long as it is open.
class AttestedDomainTest {
  private static final DomainLaboratory LABORATORY = DomainLaboratory.seeded(11);

  @TempDir Path folder;

  @Test
  void theVerifierPassesWhatIsPublished() throws Exception {
    CustomPlan plan = CustomPlan.of("app.example.com", "*.example.net");
    DomainSite site = LABORATORY.custom(plan);

    DomainReport report = judge(withOurEvidence(site, plan, plan.accountUri()));

    assertEquals(Verdict.PASS, report.verdict(), () -> report.toString());
  }

  @Test
  void anAccountThatThePolicyDoesNotListFails() throws Exception {
    CustomPlan plan = CustomPlan.of("app.example.com");
    DomainSite site = LABORATORY.custom(plan);

    DomainReport report = judge(withOurEvidence(site, plan, plan.accountUri() + "1"));

    assertEquals(Verdict.FAIL, report.verdict(), () -> report.toString());
  }

  /**
   * The site's certificates and keys, with the evidence that is made here in the place of its own.
   */
  private DomainSite withOurEvidence(DomainSite site, CustomPlan plan, String account)
      throws Exception {
    Map<String, String> chains = new TreeMap<>();
    for (String name : plan.domains()) {
      Reply chain = site.documents().get("/evidences/cert-" + name + ".pem");
      chains.put(name, new String(chain.body(), StandardCharsets.US_ASCII));
    }
    Path socket = folder.resolve("dstack.sock");
    try (var agent = LABORATORY.guestAgent(plan.workload()).start(socket)) {
      EvidencePublisher publisher =
          new EvidencePublisher(QuoteJson.of(GuestAgent.at(AgentProtocol.DSTACK, socket)));
      Evidence evidence =
          publisher.publish(EvidenceFiles.of(account, chains)).found().orElseThrow();
      Map<String, Reply> documents = new TreeMap<>(site.documents());
      documents.keySet().removeIf(path -> path.startsWith(Evidence.FOLDER));
      evidence
          .copyOfFiles()
          .forEach(
              (name, bytes) ->
                  documents.put(
                      Evidence.FOLDER + name, Reply.ok("application/octet-stream", bytes)));
      return site.withDocuments(documents);
    }
  }

  private DomainReport judge(DomainSite site) throws Exception {
    WebPki webPki = WebPki.ofPem(site.trust().webRootPem().getBytes(StandardCharsets.UTF_8));
    DomainEvidence seen;
    try (LaboratoryServer server = site.serve()) {
      seen =
          DomainCapture.builder()
              .connectTo(server.address())
              .webPki(webPki)
              .clock(site::at)
              .limits(CaptureLimits.standard().withTime(Duration.ofSeconds(60)))
              .build()
              .custom(site.host())
              .toBuilder()
              .collateral(site.trust().collateralJson().getBytes(StandardCharsets.UTF_8))
              .build();
    }
    for (Map.Entry<String, String> file : site.trust().policyFiles().entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    String policy = site.trust().policyJson(DomainSite.OTHER_WITNESSES, Set.of());
    DomainJudge judge =
        DomainJudge.of(
            DomainPolicy.fromJson(policy.getBytes(StandardCharsets.UTF_8), folder::resolve),
            TrustAnchor.of(site.trust().tdxRootPem().getBytes(StandardCharsets.UTF_8)),
            webPki);
    return new CustomDomainVerifier(judge).verify(DnsName.parse(site.host()), seen, site.at());
  }
}
