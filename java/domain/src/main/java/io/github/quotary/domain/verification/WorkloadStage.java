package io.github.quotary.domain.verification;

import io.github.quotary.domain.report.Finding;
import io.github.quotary.domain.report.QuoteStatement;
import io.github.quotary.domain.report.WorkloadIdentity;
import io.github.quotary.domain.workload.WorkloadChecks;
import java.util.List;
import java.util.stream.Stream;

/**
 * The stage of the workload and of the connection to it.
 *
 * @param binding the stage before
 * @param quotes what was found of the quotes' platforms
 * @param identities who attested
 * @param findings the findings of this stage
 */
public record WorkloadStage(
    Binding binding,
    List<QuoteStatement> quotes,
    List<WorkloadIdentity> identities,
    List<Finding> findings) {
  /** Copies the lists. */
  public WorkloadStage {
    quotes = List.copyOf(quotes);
    identities = List.copyOf(identities);
    findings = List.copyOf(findings);
  }

  /** Judges quotes, logs, images and connection. */
  public static WorkloadStage of(Binding binding) {
    Inquiry inquiry = binding.inquiry();
    WorkloadChecks workload =
        WorkloadChecks.of(
            binding.assessments(), inquiry.policy(), binding.preimages(), inquiry.provenance());
    return new WorkloadStage(
        binding,
        workload.quotes(),
        workload.identities(),
        Stream.of(
                workload.findings(),
                inquiry
                    .connection()
                    .findings(binding.subject().certificateNames(), inquiry.policy().issuers()),
                List.of(binding.form().finding()))
            .flatMap(List::stream)
            .toList());
  }
}
