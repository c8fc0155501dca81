package io.github.quotary.domain.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The result of a check, before the policy applies. Immutable. Its texts may contain untrusted
 * text, which the renderings escape.
 *
 * @param check the check
 * @param outcome its outcome; never {@link CheckOutcome#WAIVED}
 * @param applies whether there was something for it to check, and something to compare it with
 * @param summary the outcome in a sentence
 * @param details what was compared, line by line
 * @param refs the parts of the evidence that the check examined
 */
public record Finding(
    Check check,
    CheckOutcome outcome,
    boolean applies,
    String summary,
    List<String> details,
    List<String> refs) {
  /** Copies the lists. */
  public Finding {
    if (outcome == CheckOutcome.WAIVED) {
      throw new IllegalArgumentException("Only a policy waives");
    }
    details = details.equals(List.of(summary)) ? List.of() : List.copyOf(details);
    refs = List.copyOf(refs);
  }

  /** The compared values match. */
  public static Finding pass(Check check, String summary) {
    return of(check, CheckOutcome.PASS, summary);
  }

  /** They do not match. */
  public static Finding fail(Check check, String summary) {
    return of(check, CheckOutcome.FAIL, summary);
  }

  /** Something needed is missing. */
  public static Finding incomplete(Check check, String summary) {
    return of(check, CheckOutcome.INCOMPLETE, summary);
  }

  /** Another check's outcome leaves nothing to check; the verdict still needs this one. */
  public static Finding skipped(Check check, String summary) {
    return of(check, CheckOutcome.SKIPPED, summary);
  }

  /** It does not apply here; the verdict does not need it. */
  public static Finding notApplicable(Check check, String summary) {
    return new Finding(check, CheckOutcome.SKIPPED, false, summary, List.of(), List.of());
  }

  /** The policy names nothing to compare with. It counts only where the policy states identity. */
  public static Finding nothingNamed(Check check, String summary) {
    return new Finding(check, CheckOutcome.INCOMPLETE, false, summary, List.of(), List.of());
  }

  /** A check that has not run yet. */
  public static Finding notLookedAt(Check check) {
    return incomplete(check, "not checked yet");
  }

  private static Finding of(Check check, CheckOutcome outcome, String summary) {
    return new Finding(check, outcome, true, summary, List.of(), List.of());
  }

  /** Returns a copy with these details. */
  public Finding withDetails(List<String> lines) {
    return new Finding(check, outcome, applies, summary, lines, refs);
  }

  /** Returns a copy with one more detail. */
  public Finding withDetail(String line) {
    List<String> lines = new ArrayList<>(details);
    lines.add(line);
    return withDetails(lines);
  }

  /** Returns a copy with these references. */
  public Finding withRefs(String... parts) {
    return new Finding(check, outcome, applies, summary, details, List.of(parts));
  }

  /**
   * One finding of several of the same check: the worst outcome and its sentence. Where they do not
   * all say the same, every sentence is among the details, with its references.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Finding worst(Collection<Finding> findings) {
    Map<Finding, Set<String>> refs = new LinkedHashMap<>();
    for (Finding finding : findings) {
      refs.computeIfAbsent(finding.withRefs(), same -> new LinkedHashSet<>()).addAll(finding.refs);
    }
    Finding worst =
        refs.keySet().stream()
            .min(Comparator.comparingInt(Finding::rank))
            .orElseThrow(() -> new IllegalArgumentException("At least one finding is needed"));
    Set<String> all = new LinkedHashSet<>();
    refs.values().forEach(all::addAll);
    List<String> lines = new ArrayList<>(refs.size() == 1 ? worst.details : List.of());
    if (refs.size() > 1) {
      refs.forEach((finding, places) -> lines.addAll(finding.lines(places)));
    }
    return new Finding(
        worst.check, worst.outcome, worst.applies, worst.summary, lines, List.copyOf(all));
  }

  private List<String> lines(Set<String> places) {
    String where = places.isEmpty() ? "" : String.join(", ", places) + ": ";
    List<String> lines = new ArrayList<>();
    lines.add(where + outcome.word() + ", " + summary);
    details.forEach(line -> lines.add("  " + line));
    return lines;
  }

  private static int rank(Finding finding) {
    return switch (finding.outcome) {
      case FAIL -> 0;
      case INCOMPLETE -> 1;
      case SKIPPED -> finding.applies ? 2 : 4;
      default -> 3;
    };
  }
}
