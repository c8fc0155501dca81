package io.github.quotary.domain.gateway;

import io.github.quotary.domain.dstack.QuoteAnswer;
import io.github.quotary.domain.dstack.QuoteReading;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.verification.Binding;
import io.github.quotary.domain.verification.Inquiry;
import io.github.quotary.domain.verification.WitnessStage;
import io.github.quotary.domain.verification.WorkloadStage;
import io.github.quotary.domain.workload.DomainJudge;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Verifies gateway domains. Immutable and thread-safe; {@code verify} never throws, whatever the
 * evidence contains.
 *
 * <pre>{@code
 * DnsName name = DnsName.parse("gateway.apps.example.net");
 * DomainEvidence evidence = CaptureBundle.read(file);
 * GatewayVerifier verifier = new GatewayVerifier(DomainJudge.of(policy));
 * DomainReport report =
 *     verifier.verify(new GatewayHost.Gateway(name, "apps.example.net"), evidence, at);
 * }</pre>
 */
public final class GatewayVerifier {
  private final DomainJudge judge;

  /** A verifier under this judge's policy. */
  public GatewayVerifier(DomainJudge judge) {
    this.judge = judge;
  }

  /**
   * Verifies a gateway's evidence.
   *
   * @param host the requested name
   * @param evidence what was seen of {@link GatewayHost#evidenceHost()}
   * @param at the time of verification
   */
  public DomainReport verify(GatewayHost host, DomainEvidence evidence, Instant at) {
    Inquiry inquiry = Inquiry.of(judge, host.evidenceHost(), evidence, at);
    AcmeInfoStage info = AcmeInfoStage.of(inquiry, host);
    Binding binding = BindingStage.of(info);
    WorkloadStage workload = WorkloadStage.of(binding);
    return WitnessStage.of(workload).report();
  }

  /** The quotes in a gateway's evidence, so that their platforms' collateral can be fetched. */
  public static List<ByteBuffer> quotes(DomainEvidence evidence) {
    return evidence
        .body(GatewayPaths.ACME_INFO)
        .filter(body -> body.size() <= GatewayPaths.MAX_ACME_INFO)
        .flatMap(body -> AcmeInfo.read(body).found())
        .stream()
        .flatMap(GatewayVerifier::proofs)
        .flatMap(proof -> proof.found().stream())
        .map(QuoteAnswer::quote)
        .toList();
  }

  private static Stream<QuoteReading> proofs(AcmeInfo info) {
    return Stream.concat(
        info.quotedKeys().orElse(List.of()).stream().map(AcmeInfo.QuotedKey::proof),
        Stream.of(info.accountProof()));
  }
}
