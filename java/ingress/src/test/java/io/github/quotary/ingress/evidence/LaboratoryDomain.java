package io.github.quotary.ingress.evidence;

import io.github.quotary.domain.capture.CaptureLimits;
import io.github.quotary.domain.capture.DomainCapture;
import io.github.quotary.domain.capture.WebPki;
import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.custom.CustomDomainVerifier;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.workload.DomainJudge;
import io.github.quotary.domain.workload.DomainPolicy;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.simulator.domain.CustomPlan;
import io.github.quotary.simulator.domain.DomainLaboratory;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.LaboratoryServer;
import io.github.quotary.simulator.domain.server.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A laboratory's domain with the evidence that is made here, and what our verifier says of it. */
final class LaboratoryDomain {
  static final DomainLaboratory LABORATORY = DomainLaboratory.seeded(11);

  private LaboratoryDomain() {}

  /** The site's certificate chains, by the name that each is for. */
  static Map<String, String> chains(DomainSite site, CustomPlan plan) {
    Map<String, String> chains = new TreeMap<>();
    for (String name : plan.domains()) {
      Reply chain = site.documents().get("/evidences/cert-" + name + ".pem");
      chains.put(name, new String(chain.body(), StandardCharsets.US_ASCII));
    }
    return chains;
  }

  /** The site's certificates and keys, with this evidence in the place of its own. */
  static DomainSite with(DomainSite site, Evidence evidence) {
    Map<String, Reply> documents = new TreeMap<>(site.documents());
    documents.keySet().removeIf(path -> path.startsWith(Evidence.FOLDER));
    evidence
        .copyOfFiles()
        .forEach(
            (name, bytes) ->
                documents.put(Evidence.FOLDER + name, Reply.ok("application/octet-stream", bytes)));
    return site.withDocuments(documents);
  }

  /** Captures the site over TLS, and judges it; no check is waived but those of witnesses. */
  static DomainReport judge(DomainSite site, Path folder, String... required) throws IOException {
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
    String policy = site.trust().policyJson(DomainSite.OTHER_WITNESSES, Set.of(required));
    DomainJudge judge =
        DomainJudge.of(
            DomainPolicy.fromJson(policy.getBytes(StandardCharsets.UTF_8), folder::resolve),
            TrustAnchor.of(site.trust().tdxRootPem().getBytes(StandardCharsets.UTF_8)),
            webPki);
    return new CustomDomainVerifier(judge).verify(DnsName.parse(site.host()), seen, site.at());
  }
}
