package io.github.quotary.domain.verification;

import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.CheckOutcome;
import io.github.quotary.domain.report.Finding;
import io.github.quotary.domain.report.KeyStatement;
import io.github.quotary.domain.workload.Assessment;
import io.github.quotary.domain.workload.Preimages;
import java.util.List;
import java.util.Set;

/**
 * The last stage that depends on the kind of domain: what the domain's quotes are bound to.
 *
 * @param inquiry the first stage
 * @param subject the domain to verify
 * @param assessments the quotes
 * @param preimages documents whose hashes the quotes may prove
 * @param keys the keys that the evidence mentions
 * @param accounts the ACME accounts that it names
 * @param findings the findings of all stages up to here
 * @param form the form of all documents
 */
public record Binding(
    Inquiry inquiry,
    Subject subject,
    List<Assessment> assessments,
    Preimages preimages,
    List<KeyStatement> keys,
    List<String> accounts,
    List<Finding> findings,
    Form form) {
  /** Copies the lists. */
  public Binding {
    assessments = List.copyOf(assessments);
    keys = List.copyOf(keys);
    accounts = List.copyOf(accounts);
    findings = List.copyOf(findings);
  }

  /** The accounts that the evidence names, if every check passed that proves them. */
  Set<String> provenAccounts() {
    return Check.accountProofs(subject.kind()).stream().allMatch(this::passed)
        ? Set.copyOf(accounts)
        : Set.of();
  }

  private boolean passed(Check check) {
    List<Finding> of = findings.stream().filter(finding -> finding.check() == check).toList();
    return !of.isEmpty() && of.stream().allMatch(finding -> finding.outcome() == CheckOutcome.PASS);
  }
}
