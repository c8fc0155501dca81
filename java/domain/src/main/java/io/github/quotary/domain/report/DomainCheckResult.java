package io.github.quotary.domain.report;

import java.util.Optional;

/**
 * A check in a report.
 *
 * @param finding what was found
 * @param outcome the same, or {@link CheckOutcome#WAIVED} if the policy waives the check
 * @param mandatory whether the verdict depends on it
 */
public record DomainCheckResult(Finding finding, CheckOutcome outcome, boolean mandatory) {
  /** The check. */
  public Check check() {
    return finding.check();
  }

  /** Outcome of a waived check without the waiver; empty if it is not waived. */
  public Optional<CheckOutcome> waivedOutcome() {
    return outcome == CheckOutcome.WAIVED ? Optional.of(finding.outcome()) : Optional.empty();
  }
}
