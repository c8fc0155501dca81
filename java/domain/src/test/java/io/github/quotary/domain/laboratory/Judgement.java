package io.github.quotary.domain.laboratory;

import io.github.quotary.domain.capture.DomainCapture;
import io.github.quotary.domain.capture.WebPki;
import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.custom.CustomDomainVerifier;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.gateway.GatewayHost;
import io.github.quotary.domain.gateway.GatewayVerifier;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.workload.DomainJudge;
import io.github.quotary.domain.workload.DomainPolicy;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.simulator.domain.DomainKind;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.LaboratoryServer;
import io.github.quotary.simulator.domain.VerifierMaterial;
import io.github.quotary.simulator.domain.WorkloadPins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** What a relying party who knows the honest workload sees and says of a laboratory's site. */
final class Judgement {
  /** Checks of witnesses that are not asked here, waived by name. */
  static final Set<String> WAIVED = DomainSite.OTHER_WITNESSES;

  private Judgement() {}

  /** Captures the site over TLS on the loopback interface and judges what came. */
  static DomainReport of(DomainSite site) {
    return of(site, policy(site.trust().pins()));
  }

  static DomainReport of(DomainSite site, DomainPolicy policy) {
    return judge(site, policy, capture(site));
  }

  static DomainEvidence capture(DomainSite site) {
    try (LaboratoryServer server = site.serve()) {
      DomainCapture capture =
          DomainCapture.builder()
              .connectTo(server.address())
              .webPki(webPki(site.trust()))
              .clock(InstantSource.fixed(site.at()))
              .build();
      DomainEvidence seen =
          site.kind() == DomainKind.GATEWAY
              ? capture.gateway(GatewayHost.of(DnsName.parse(site.host())).evidenceHost().text())
              : capture.custom(site.host());
      return seen.toBuilder()
          .collateral(site.trust().collateralJson().getBytes(StandardCharsets.UTF_8))
          .build();
    }
  }

  static DomainReport judge(DomainSite site, DomainPolicy policy, DomainEvidence evidence) {
    DomainJudge judge =
        DomainJudge.of(
            policy,
            TrustAnchor.of(site.trust().tdxRootPem().getBytes(StandardCharsets.UTF_8)),
            webPki(site.trust()));
    DnsName host = DnsName.parse(site.host());
    return site.kind() == DomainKind.GATEWAY
        ? new GatewayVerifier(judge).verify(GatewayHost.of(host), evidence, site.at())
        : new CustomDomainVerifier(judge).verify(host, evidence, site.at());
  }

  private static WebPki webPki(VerifierMaterial trust) {
    return WebPki.ofPem(trust.webRootPem().getBytes(StandardCharsets.UTF_8));
  }

  /** The policy of somebody who knows the honest workload. */
  static DomainPolicy policy(WorkloadPins pins) {
    return policy(pins, Set.of());
  }

  /** The policy that waives nothing. */
  static DomainPolicy policy(VerifierMaterial trust) {
    return policy(trust.policyFiles(), trust.policyJson(Set.of(), Set.of()));
  }

  /** The same that demands more checks. */
  static DomainPolicy policy(WorkloadPins pins, Set<String> required) {
    return policy(pins.policyFiles(), pins.policyJson(WAIVED, required));
  }

  private static DomainPolicy policy(Map<String, String> files, String json) {
    try {
      Path folder = Files.createTempDirectory("policy");
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(folder.resolve(file.getKey()), file.getValue());
      }
      DomainPolicy policy =
          DomainPolicy.fromJson(json.getBytes(StandardCharsets.UTF_8), folder::resolve);
      for (String name : files.keySet()) {
        Files.delete(folder.resolve(name));
      }
      Files.delete(folder);
      return policy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static DomainPolicy policy(String json) {
    try {
      return DomainPolicy.fromJson(
          json.getBytes(StandardCharsets.UTF_8), DomainPolicy.Files.none());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
