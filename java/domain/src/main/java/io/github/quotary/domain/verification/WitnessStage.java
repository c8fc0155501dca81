package io.github.quotary.domain.verification;

import io.github.quotary.domain.report.CheckOutcome;
import io.github.quotary.domain.report.DomainChecks;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.report.Finding;
import io.github.quotary.domain.witness.WitnessChecks;
import io.github.quotary.domain.workload.DomainPolicy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The last stage: the witnesses' answers, compared with the results of the earlier stages.
 *
 * @param workload the stage before
 * @param witnesses the witnesses' checks
 */
public record WitnessStage(WorkloadStage workload, WitnessChecks witnesses) {
  /** Judges the witnesses' answers. */
  public static WitnessStage of(WorkloadStage workload) {
    Binding binding = workload.binding();
    Inquiry inquiry = binding.inquiry();
    return new WitnessStage(
        workload,
        WitnessChecks.of(
            inquiry.evidence(),
            new WitnessChecks.Established(
                binding.subject().kind(),
                binding.subject().names(),
                inquiry.served(),
                binding.keys(),
                workload.identities(),
                binding.provenAccounts()),
            inquiry.policy().witnesses(),
            inquiry.at()));
  }

  /** The report of all stages. */
  public DomainReport report() {
    Binding binding = workload.binding();
    Subject subject = binding.subject();
    Inquiry inquiry = binding.inquiry();
    DomainPolicy policy = inquiry.policy();
    Optional<String> unreachable = inquiry.evidence().unreachable();
    return new DomainReport(
        subject.kind(),
        subject.host(),
        inquiry.evidence().host(),
        subject.baseDomain(),
        inquiry.at(),
        inquiry.evidence().capturedAt(),
        inquiry.provenance(),
        policy.digest(),
        inquiry.evidence().digest(),
        inquiry.connection().served(),
        unreachable,
        DomainChecks.of(
            subject.kind(),
            unreachable.isPresent()
                ? findings().map(WitnessStage::unjudged).toList()
                : findings().toList(),
            policy.required(),
            policy.waived(),
            policy.identity()),
        workload.quotes(),
        workload.identities(),
        binding.keys(),
        binding.accounts(),
        witnesses.witnesses());
  }

  private Stream<Finding> findings() {
    return Stream.of(workload.binding().findings(), workload.findings(), witnesses.findings())
        .flatMap(List::stream);
  }

  /** Nothing fails because a host could not be asked: what it might have proven is unknown. */
  private static Finding unjudged(Finding finding) {
    return finding.outcome() == CheckOutcome.FAIL
        ? Finding.incomplete(finding.check(), "not judged, since the host could not be asked")
            .withDetail("without the host's answers: " + finding.summary())
        : finding;
  }
}
