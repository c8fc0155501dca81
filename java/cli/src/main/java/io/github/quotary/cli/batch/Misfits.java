package io.github.quotary.cli.batch;

import io.github.quotary.evidence.report.InputChecks;
import io.github.quotary.policy.Violation;
import io.github.quotary.verify.BatchSummary;
import io.github.quotary.verify.Verdict;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Verified;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The quotes of a batch whose input does not fit them: the engine counts them by their own verdict,
 * the command by that of the whole input. Not thread-safe.
 */
final class Misfits {
  private final Map<String, Long> rules = new LinkedHashMap<>();
  private long trusted;
  private long genuine;

  /** A quote's own verdict, and what came with it. */
  void add(VerificationResult own, InputChecks checks) {
    if (!checks.fails() || !(checks.result() instanceof Verified whole)) {
      return;
    }
    trusted += own.isTrusted() ? 1 : 0;
    genuine += own.verdict() == Verdict.GENUINE ? 1 : 0;
    whole.violations().stream()
        .map(Violation::rule)
        .filter(InputChecks.RULES::contains)
        .distinct()
        .forEach(rule -> rules.merge(rule, 1L, Long::sum));
  }

  /** Those of other quotes. */
  void addAll(Misfits more) {
    trusted += more.trusted;
    genuine += more.genuine;
    more.rules.forEach((rule, count) -> rules.merge(rule, count, Long::sum));
  }

  void clear() {
    trusted = 0;
    genuine = 0;
    rules.clear();
  }

  /** The summary of the whole inputs. */
  BatchSummary correct(BatchSummary own) {
    Map<String, Long> violations = new LinkedHashMap<>(own.violations());
    rules.forEach((rule, count) -> violations.merge(rule, count, Long::sum));
    return new BatchSummary(
        own.verified(),
        own.trusted() - trusted,
        own.genuine() - genuine,
        own.rejected(),
        own.undecided(),
        own.statuses(),
        own.reasons(),
        violations,
        own.cancelled(),
        own.elapsed());
  }
}
