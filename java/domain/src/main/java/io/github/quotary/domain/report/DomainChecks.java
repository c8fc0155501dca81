package io.github.quotary.domain.report;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All checks of a report with their outcomes, complete and in order. Immutable. */
public final class DomainChecks {
  private final List<DomainCheckResult> results;

  private DomainChecks(List<DomainCheckResult> results) {
    this.results = List.copyOf(results);
  }

  /**
   * The checks of a kind of domain.
   *
   * @param findings what was found; the worst counts where a check has several, and a check without
   *     any is {@link CheckOutcome#INCOMPLETE}
   * @param required checks that are mandatory in addition to the catalogue's
   * @param waived waived checks
   */
  public static DomainChecks of(
      DomainKind kind, Collection<Finding> findings, Set<Check> required, Set<Check> waived) {
    Map<Check, List<Finding>> found = new EnumMap<>(Check.class);
    for (Check check : Check.of(kind)) {
      found.put(check, findings.stream().filter(f -> f.check() == check).toList());
    }
    return new DomainChecks(
        found.entrySet().stream()
            .map(
                entry ->
                    entry.getValue().isEmpty()
                        ? Finding.notLookedAt(entry.getKey())
                        : Finding.worst(entry.getValue()))
            .map(finding -> result(finding, required, waived))
            .toList());
  }

  private static DomainCheckResult result(Finding finding, Set<Check> required, Set<Check> waived) {
    if (waived.contains(finding.check())) {
      return new DomainCheckResult(finding, CheckOutcome.WAIVED, false);
    }
    boolean mandatory =
        required.contains(finding.check())
            || switch (finding.check().need()) {
              case MANDATORY -> true;
              case IF_IT_APPLIES -> finding.applies();
              case OPTIONAL -> false;
            };
    return new DomainCheckResult(finding, finding.outcome(), mandatory);
  }

  /** The results, in the catalogue's order. */
  public List<DomainCheckResult> results() {
    return results;
  }

  /** The result of a check; empty if this kind of domain does not have it. */
  public Optional<DomainCheckResult> result(Check check) {
    return results.stream().filter(result -> result.check() == check).findFirst();
  }

  /** The checks that are waived. */
  public List<Check> waived() {
    return results.stream()
        .filter(result -> result.outcome() == CheckOutcome.WAIVED)
        .map(DomainCheckResult::check)
        .toList();
  }

  /**
   * FAIL if a mandatory check failed; PASS if every mandatory check passed; INCOMPLETE otherwise.
   */
  public Verdict verdict() {
    Verdict verdict = Verdict.PASS;
    for (DomainCheckResult result : results) {
      if (result.mandatory() && result.outcome() == CheckOutcome.FAIL) {
        return Verdict.FAIL;
      } else if (result.mandatory() && result.outcome() != CheckOutcome.PASS) {
        verdict = Verdict.INCOMPLETE;
      }
    }
    return verdict;
  }
}
