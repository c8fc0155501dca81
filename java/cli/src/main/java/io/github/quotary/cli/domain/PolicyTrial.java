package io.github.quotary.cli.domain;

import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.workload.DomainPolicy;
import io.github.quotary.domain.workload.PolicyDraft;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A policy drafted from a domain's evidence, and tried on the same evidence.
 *
 * @param without the report without any policy
 * @param draft the policy, or why there is none
 * @param under the report under the policy; empty if there is none
 */
record PolicyTrial(DomainReport without, PolicyDraft draft, Optional<DomainReport> under) {
  /**
   * Drafts a policy and tries it.
   *
   * @param quotes the quotes in the evidence
   * @param verifier verifies the evidence under a policy
   */
  static PolicyTrial of(List<ByteBuffer> quotes, Function<DomainPolicy, DomainReport> verifier) {
    DomainReport without = verifier.apply(DomainPolicy.empty());
    PolicyDraft draft = PolicyDraft.of(without, quotes);
    return new PolicyTrial(
        without,
        draft,
        draft instanceof PolicyDraft.Written written
            ? Optional.of(verifier.apply(policy(written)))
            : Optional.empty());
  }

  private static DomainPolicy policy(PolicyDraft.Written written) {
    try {
      return DomainPolicy.fromJson(
          written.json().getBytes(StandardCharsets.UTF_8), DomainPolicy.Files.none());
    } catch (IOException e) {
      throw new IllegalStateException("A policy without files must not read any", e);
    }
  }
}
