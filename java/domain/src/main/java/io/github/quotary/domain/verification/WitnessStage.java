package io.github.quotary.domain.verification;

import io.github.quotary.domain.report.DomainChecks;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.witness.WitnessChecks;
import io.github.quotary.domain.workload.DomainPolicy;
import java.util.List;
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
    return new DomainReport(
        subject.kind(),
        subject.host(),
        inquiry.evidence().host(),
        subject.baseDomain(),
        inquiry.at(),
        inquiry.evidence().capturedAt(),
        policy.digest(),
        inquiry.evidence().digest(),
        inquiry.connection().served(),
        DomainChecks.of(
            subject.kind(),
            Stream.of(binding.findings(), workload.findings(), witnesses.findings())
                .flatMap(List::stream)
                .toList(),
            policy.required(),
            policy.waived()),
        workload.identities(),
        binding.keys(),
        binding.accounts(),
        witnesses.witnesses());
  }
}
