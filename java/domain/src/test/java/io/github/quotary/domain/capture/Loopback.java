package io.github.quotary.domain.capture;

import io.github.quotary.domain.evidence.Document;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.simulator.domain.CustomPlan;
import io.github.quotary.simulator.domain.DomainKind;
import io.github.quotary.simulator.domain.DomainLaboratory;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.GatewayPlan;
import io.github.quotary.simulator.domain.LaboratoryServer;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Captures of the laboratory's sites, over real TLS on the loopback interface. */
final class Loopback {
  static final DomainLaboratory LABORATORY = DomainLaboratory.seeded(7);
  static final DomainSite GATEWAY = LABORATORY.gateway(GatewayPlan.of("dstack.example.com"));
  static final DomainSite CUSTOM = LABORATORY.custom(CustomPlan.of("app.example.com"));

  private Loopback() {}

  static DomainEvidence capture(DomainSite site) {
    return capture(site, UnaryOperator.identity());
  }

  static DomainEvidence capture(DomainSite site, UnaryOperator<CaptureLimits> limits) {
    try (LaboratoryServer server = site.serve()) {
      return capture(site, server, limits);
    }
  }

  static DomainEvidence capture(
      DomainSite site, LaboratoryServer server, UnaryOperator<CaptureLimits> limits) {
    DomainCapture capture = builder(site, server).limits(limits.apply(limits())).build();
    return site.kind() == DomainKind.GATEWAY
        ? capture.gateway(site.host())
        : capture.custom(site.host());
  }

  static DomainCapture.Builder builder(DomainSite site, LaboratoryServer server) {
    return DomainCapture.builder().connectTo(server.address()).webPki(webPki(site)).clock(site::at);
  }

  static WebPki webPki(DomainSite site) {
    return WebPki.ofPem(site.trust().webRootPem().getBytes(StandardCharsets.UTF_8));
  }

  /** One attempt, so that a test sees the first. */
  private static CaptureLimits limits() {
    return CaptureLimits.standard().withAttempts(1);
  }

  static Document.Reason reason(DomainEvidence evidence, String path) {
    return ((Document.Absent) evidence.document(path).orElseThrow()).reason();
  }
}
