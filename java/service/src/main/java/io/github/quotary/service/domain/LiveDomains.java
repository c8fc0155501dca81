package io.github.quotary.service.domain;

import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.collateral.CollateralSource.Lookup;
import io.github.quotary.domain.capture.CertSpotterClient;
import io.github.quotary.domain.capture.CrtShClient;
import io.github.quotary.domain.capture.CtRequests;
import io.github.quotary.domain.capture.DomainCapture;
import io.github.quotary.domain.capture.WebPki;
import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.custom.CustomDomainVerifier;
import io.github.quotary.domain.dns.ResolverDns;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.gateway.GatewayHost;
import io.github.quotary.domain.gateway.GatewayVerifier;
import io.github.quotary.domain.report.DomainKind;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.report.Imprint;
import io.github.quotary.domain.report.ReportJson;
import io.github.quotary.domain.witness.ProtectedNames;
import io.github.quotary.domain.witness.WitnessCapture;
import io.github.quotary.domain.workload.DomainJudge;
import io.github.quotary.domain.workload.DomainPolicy;
import io.github.quotary.pcs.document.QuotePlatform;
import io.github.quotary.pki.TrustAnchor;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.xbill.DNS.ExtendedResolver;

/**
 * Captures a domain, asks the machine's DNS servers and Certificate Transparency, and verifies.
 * Only public addresses are connected to.
 */
public final class LiveDomains implements DomainReports {
  private static final Duration DNS_TIMEOUT = Duration.ofSeconds(5);

  /** Evidence is untrusted, and may name many. */
  private static final int MAX_PLATFORMS = 16;

  private final Supplier<DomainPolicy> policy;
  private final TrustAnchor anchor;
  private final CollateralSource collateral;
  private final String collateralSource;
  private final Clock clock;
  private final String producer;

  /** Verifies with this collateral, under this root and policy. */
  public LiveDomains(
      Supplier<DomainPolicy> policy,
      TrustAnchor anchor,
      CollateralSource collateral,
      String collateralSource,
      Clock clock,
      String producer) {
    this.policy = policy;
    this.anchor = anchor;
    this.collateral = collateral;
    this.collateralSource = collateralSource;
    this.clock = clock;
    this.producer = producer;
  }

  @Override
  public String report(DomainKind kind, DnsName name) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    DomainJudge judge = DomainJudge.of(policy.get(), anchor, WebPki.ofJdk());
    DomainReport report =
        kind == DomainKind.GATEWAY ? gateway(judge, name, at) : custom(judge, name, at);
    String[] program = producer.split(" ", 2);
    return ReportJson.of(
        report,
        new Imprint(
            program[0],
            program.length > 1 ? program[1] : "",
            at,
            "the clock",
            collateralSource,
            "quotary domain " + kind.word() + " " + name.text()));
  }

  private DomainReport gateway(DomainJudge judge, DnsName name, Instant at) {
    GatewayHost host = GatewayHost.of(name, Optional.empty());
    DomainEvidence seen = capture(judge).gateway(host.evidenceHost().text());
    DomainEvidence evidence =
        witnessed(
            withCollateral(seen, GatewayVerifier.quotes(seen)),
            ProtectedNames.ofGateway(host.host(), host.base()),
            at);
    return new GatewayVerifier(judge).verify(host, evidence, at);
  }

  private DomainReport custom(DomainJudge judge, DnsName name, Instant at) {
    DomainEvidence seen = capture(judge).custom(name.text());
    DomainEvidence evidence =
        witnessed(
            withCollateral(seen, CustomDomainVerifier.quotes(seen)),
            CustomDomainVerifier.names(name, seen),
            at);
    return new CustomDomainVerifier(judge).verify(name, evidence, at);
  }

  private static DomainCapture capture(DomainJudge judge) {
    return DomainCapture.builder()
        .webPki(judge.webPki())
        .allow(DomainCapture.publicAddresses())
        .build();
  }

  private DomainEvidence withCollateral(DomainEvidence seen, List<ByteBuffer> quotes) {
    Set<CollateralKey> platforms = new LinkedHashSet<>();
    quotes.forEach(quote -> QuotePlatform.of(quote).ifPresent(platforms::add));
    CollateralSets sets = new CollateralSets();
    for (CollateralKey key : platforms.stream().limit(MAX_PLATFORMS).toList()) {
      if (collateral.find(key) instanceof Lookup.Found found) {
        sets.add(found.collateral());
      }
    }
    return sets.isEmpty() ? seen : seen.toBuilder().collateral(sets.json()).build();
  }

  private static DomainEvidence witnessed(
      DomainEvidence evidence, ProtectedNames names, Instant at) {
    ExtendedResolver resolver = new ExtendedResolver();
    resolver.setTimeout(DNS_TIMEOUT);
    CtRequests requests = CtRequests.usual();
    return WitnessCapture.withCt(
        WitnessCapture.withDns(evidence, names, ResolverDns.of(resolver)),
        names,
        List.of(
            new CrtShClient(CrtShClient.PUBLIC, requests),
            new CertSpotterClient(CertSpotterClient.PUBLIC, Optional.empty(), requests)),
        at);
  }
}
