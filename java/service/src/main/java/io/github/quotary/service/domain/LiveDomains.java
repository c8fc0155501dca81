package io.github.quotary.service.domain;

import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.collateral.CollateralSource.Lookup;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.custom.CustomDomainVerifier;
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
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Captures a domain, asks DNS and Certificate Transparency, and verifies. */
public final class LiveDomains implements DomainReports {
  /** Evidence is untrusted, and may name many. */
  private static final int MAX_PLATFORMS = 16;

  private final Supplier<DomainPolicy> policy;
  private final TrustAnchor anchor;
  private final Verifier verifier;
  private final CollateralSource collateral;
  private final String collateralSource;
  private final Clock clock;
  private final String producer;
  private final DomainNetwork network;

  /** Verifies with this collateral, under this root and policy, by what this network answers. */
  public LiveDomains(
      Supplier<DomainPolicy> policy,
      TrustAnchor anchor,
      CollateralSource collateral,
      String collateralSource,
      Clock clock,
      String producer,
      DomainNetwork network) {
    this.policy = policy;
    this.anchor = anchor;
    this.verifier = Verifier.builder().trustAnchor(anchor).engine(EcdsaP256.bouncyCastle()).build();
    this.collateral = collateral;
    this.collateralSource = collateralSource;
    this.clock = clock;
    this.producer = producer;
    this.network = network;
  }

  @Override
  public String report(DomainKind kind, DnsName name) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    DomainJudge judge = DomainJudge.of(policy.get(), anchor, network.webPki());
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
    DomainEvidence seen = network.capture().gateway(host.evidenceHost().text());
    DomainEvidence evidence =
        witnessed(
            withCollateral(seen, GatewayVerifier.quotes(seen)),
            ProtectedNames.ofGateway(host.host(), host.base()),
            at);
    return new GatewayVerifier(judge).verify(host, evidence, at);
  }

  private DomainReport custom(DomainJudge judge, DnsName name, Instant at) {
    DomainEvidence seen = network.capture().custom(name.text());
    DomainEvidence evidence =
        witnessed(
            withCollateral(seen, CustomDomainVerifier.quotes(seen)),
            CustomDomainVerifier.names(name, seen),
            at);
    return new CustomDomainVerifier(judge).verify(name, evidence, at);
  }

  private DomainEvidence withCollateral(DomainEvidence seen, List<ByteBuffer> quotes) {
    Set<CollateralKey> platforms = new LinkedHashSet<>();
    quotes.forEach(quote -> verifier.platform(quote).ifPresent(platforms::add));
    CollateralSets sets = new CollateralSets();
    for (CollateralKey key : platforms.stream().limit(MAX_PLATFORMS).toList()) {
      if (collateral.find(key) instanceof Lookup.Found found) {
        sets.add(found.collateral());
      }
    }
    return sets.isEmpty() ? seen : seen.toBuilder().collateral(sets.json()).build();
  }

  private DomainEvidence witnessed(DomainEvidence evidence, ProtectedNames names, Instant at) {
    return WitnessCapture.withCt(
        WitnessCapture.withDns(evidence, names, network.dns()), names, network.ct(), at);
  }
}
