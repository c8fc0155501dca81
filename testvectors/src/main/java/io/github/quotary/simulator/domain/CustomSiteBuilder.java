package io.github.quotary.simulator.domain;

import io.github.quotary.simulator.domain.server.Reply;
import io.github.quotary.simulator.domain.server.ServerKeys;
import io.github.quotary.simulator.domain.web.CertificatePlan;
import io.github.quotary.simulator.domain.web.WebAuthority;
import io.github.quotary.simulator.domain.web.WebCertificate;
import io.github.quotary.simulator.octets.Digests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes what dstack-ingress serves below {@code /evidences/}. */
final class CustomSiteBuilder {
  private static final String ACCOUNT_FILE = "acme-account.json";
  private static final String MANIFEST = "sha256sum.txt";
  private static final String QUOTE = "quote.json";

  private final DomainLaboratory laboratory;
  private final CustomPlan plan;
  private final WebAuthority authority;

  CustomSiteBuilder(DomainLaboratory laboratory, CustomPlan plan) {
    this.laboratory = laboratory;
    this.plan = plan;
    this.authority = laboratory.authority();
  }

  DomainSite build() {
    Map<String, byte[]> files = new TreeMap<>();
    files.put(ACCOUNT_FILE, utf8(plan.accountForm().document(plan.accountUri())));
    List<WebCertificate> certificates = new ArrayList<>();
    for (String domain : plan.domains()) {
      certificates.add(certificate(domain));
      files.put(plan.version().certificateFile(domain), utf8(certificate(domain).chainPem()));
    }
    for (String domain : plan.droppedDomains()) {
      files.put(plan.version().certificateFile(domain), utf8(certificate(domain).chainPem()));
    }
    Map<String, byte[]> evidence = evidence(files);
    VerifierMaterial trust = laboratory.material(plan.workload(), plan.accountUri());
    return new DomainSite(
        DomainKind.CUSTOM,
        plan.host(),
        documents(evidence),
        certificates,
        plan.version().closesConnections()
            ? ServerConduct.regular().closingAfterEachAnswer()
            : ServerConduct.regular(),
        trust,
        plan.workload().platform().at(),
        SiteWitnesses.ofCustom(plan, trust.pins().appId(), certificates),
        desk(ServerKeys.choose(certificates, plan.host()), evidence)::answer);
  }

  private WebCertificate certificate(String domain) {
    return authority.issue(CertificatePlan.of(CustomPlan.keyOf(domain), domain));
  }

  private ChallengeDesk desk(WebCertificate served, Map<String, byte[]> evidence) {
    return new ChallengeDesk(
        laboratory,
        plan,
        served.publicKeyDer(),
        served.chain().get(0),
        evidence.getOrDefault(MANIFEST, new byte[0]));
  }

  private Map<String, byte[]> evidence(Map<String, byte[]> files) {
    Map<String, byte[]> listed = new TreeMap<>(plan.edits().files().apply(new TreeMap<>(files)));
    byte[] manifest = plan.edits().manifest().apply(manifest(listed));
    QuoteAnswer answer =
        laboratory.attestor(plan.workload()).quote(ReportDataOf.manifest(manifest));
    Map<String, byte[]> all = new TreeMap<>(listed);
    all.put(MANIFEST, manifest);
    all.put(QUOTE, utf8(answer.json(plan.version().quotesRaw())));
    return plan.edits().served().apply(all);
  }

  /** As coreutils' sha256sum writes it. */
  private static byte[] manifest(Map<String, byte[]> files) {
    StringBuilder text = new StringBuilder();
    files.forEach(
        (name, content) ->
            text.append(HexFormat.of().formatHex(Digests.sha256(content)))
                .append("  ")
                .append(name)
                .append('\n'));
    return utf8(text.toString());
  }

  private static Map<String, Reply> documents(Map<String, byte[]> files) {
    Map<String, Reply> documents = new TreeMap<>();
    StringBuilder listing = new StringBuilder();
    files.forEach(
        (name, content) -> {
          String type = name.endsWith(".json") ? "application/json" : "text/plain";
          documents.put("/evidences/" + name, Reply.ok(type, content));
          listing.append("<a href=\"").append(name).append("\">").append(name).append("</a>\n");
        });
    documents.put("/evidences/", Reply.ok("text/html", utf8(listing.toString())));
    return documents;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
