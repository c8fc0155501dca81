package io.github.quotary.domain.custom;

import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.certificate.LeafCertificate;
import io.github.quotary.domain.dstack.QuoteAnswer;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.verification.Binding;
import io.github.quotary.domain.verification.Inquiry;
import io.github.quotary.domain.verification.WitnessStage;
import io.github.quotary.domain.verification.WorkloadStage;
import io.github.quotary.domain.witness.ProtectedNames;
import io.github.quotary.domain.workload.DomainJudge;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/**
 * Verifies custom domains. Immutable and thread-safe; {@code verify} never throws, whatever the
 * evidence contains.
 *
 * <pre>{@code
 * DomainEvidence evidence = CaptureBundle.read(file);
 * CustomDomainVerifier verifier = new CustomDomainVerifier(DomainJudge.of(policy));
 * DomainReport report = verifier.verify(DnsName.parse("app.example.com"), evidence, at);
 * }</pre>
 */
public final class CustomDomainVerifier {
  private final DomainJudge judge;

  /** A verifier under this judge's policy. */
  public CustomDomainVerifier(DomainJudge judge) {
    this.judge = judge;
  }

  /**
   * Verifies a domain's evidence.
   *
   * @param host the requested name
   * @param evidence its evidence
   * @param at the time of verification
   */
  public DomainReport verify(DnsName host, DomainEvidence evidence, Instant at) {
    Inquiry inquiry = Inquiry.of(judge, host, evidence, at);
    ManifestStage manifest = ManifestStage.of(inquiry, host);
    Binding binding = BindingStage.of(manifest);
    WorkloadStage workload = WorkloadStage.of(binding);
    return WitnessStage.of(workload).report();
  }

  /** The names whose certificates could serve the domain, by the certificate that was served. */
  public static ProtectedNames names(DnsName host, DomainEvidence evidence) {
    return ProtectedNames.ofCustom(
        host,
        evidence
            .servedLeaf()
            .flatMap(leaf -> LeafCertificate.read(leaf).found())
            .map(LeafCertificate::dnsNames)
            .orElse(List.of()));
  }

  /** The quotes in a domain's evidence, so that their platforms' collateral can be fetched. */
  public static List<ByteBuffer> quotes(DomainEvidence evidence) {
    return evidence
        .body(EvidencePaths.QUOTE)
        .filter(body -> body.size() <= EvidencePaths.MAX_QUOTE)
        .flatMap(body -> QuoteAnswer.read(body.toByteArray()).found())
        .map(QuoteAnswer::quote)
        .stream()
        .toList();
  }
}
