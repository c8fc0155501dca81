package io.github.quotary.domain.verification;

import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.certificate.LeafCertificate;
import io.github.quotary.domain.connection.ConnectionChecks;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.domain.report.Provenance;
import io.github.quotary.domain.workload.DomainJudge;
import io.github.quotary.domain.workload.DomainPolicy;
import io.github.quotary.domain.workload.QuoteAssessor;
import java.time.Instant;
import java.util.Optional;

/**
 * The first stage: the evidence, the policy, the time, and the connection that it came over.
 *
 * @param policy the identities to accept
 * @param provenance the roots, rules and evidence that the verification relies on
 * @param evidence the evidence
 * @param at the time of verification
 * @param documents the documents in the evidence
 * @param connection the checks of the connection
 * @param assessor assesses quotes with the collateral in the evidence
 * @param form the form of what was read so far
 */
public record Inquiry(
    DomainPolicy policy,
    Provenance provenance,
    DomainEvidence evidence,
    Instant at,
    Documents documents,
    ConnectionChecks connection,
    QuoteAssessor assessor,
    Form form) {
  /**
   * Begins a verification.
   *
   * @param host the name that the evidence must be for
   */
  public static Inquiry of(DomainJudge judge, DnsName host, DomainEvidence evidence, Instant at) {
    Documents documents = new Documents(evidence);
    Reading<QuoteAssessor> assessor = judge.assessor(evidence, at);
    return new Inquiry(
        judge.policy(),
        judge.provenance(evidence),
        evidence,
        at,
        documents,
        ConnectionChecks.of(evidence, host, judge.webPki(), at),
        assessor.found().orElseGet(() -> judge.assessorWithoutCollateral(at)),
        documents.form().and(Form.problem("collateral", assessor.problem())));
  }

  /** The served certificate, if there is a well-formed one. */
  public Optional<LeafCertificate> served() {
    return connection.leaf();
  }
}
