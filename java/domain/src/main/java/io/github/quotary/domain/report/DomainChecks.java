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
  private final ExpectedIdentity identity;

  private DomainChecks(List<DomainCheckResult> results, ExpectedIdentity identity) {
    this.results = List.copyOf(results);
    this.identity = identity;
  }

  /**
   * The checks of a kind of domain.
   *
   * @param findings what was found; the worst counts where a check has several, and a check without
   *     any is {@link CheckOutcome#INCOMPLETE}
   * @param required checks that are mandatory in addition to the catalogue's
   * @param waived waived checks
   * @param identity whether the policy says whose workload is expected; if not, checks that have
   *     nothing to compare with do not count, and the verdict is never {@link Verdict#PASS}
   */
  public static DomainChecks of(
      DomainKind kind,
      Collection<Finding> findings,
      Set<Check> required,
      Set<Check> waived,
      ExpectedIdentity identity) {
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
            .map(finding -> result(finding, required, waived, identity))
            .toList(),
        identity);
  }

  private static DomainCheckResult result(
      Finding finding, Set<Check> required, Set<Check> waived, ExpectedIdentity identity) {
    if (waived.contains(finding.check())) {
      return new DomainCheckResult(finding, CheckOutcome.WAIVED, false);
    }
    boolean mandatory =
        required.contains(finding.check())
            || switch (finding.check().need()) {
              case MANDATORY -> finding.applies() || identity == ExpectedIdentity.STATED;
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

  /** Whether the policy says whose workload is expected. */
  public ExpectedIdentity identity() {
    return identity;
  }

  /** Whether every mandatory check passed, and the policy states identity or waives it by name. */
  public boolean isTrusted() {
    Verdict verdict = verdict();
    return verdict == Verdict.PASS
        || (verdict == Verdict.GENUINE && identity == ExpectedIdentity.WAIVED);
  }

  /** Whether a check passed or failed. */
  public boolean isJudged(Check check) {
    return result(check)
        .map(result -> result.finding().outcome())
        .filter(outcome -> outcome == CheckOutcome.PASS || outcome == CheckOutcome.FAIL)
        .isPresent();
  }

  /**
   * FAIL if a mandatory check failed; INCOMPLETE if one is undecided; else PASS, or GENUINE if the
   * policy does not state identity.
   */
  public Verdict verdict() {
    Verdict verdict = identity == ExpectedIdentity.STATED ? Verdict.PASS : Verdict.GENUINE;
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
