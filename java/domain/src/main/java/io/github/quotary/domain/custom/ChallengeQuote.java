package io.github.quotary.domain.custom;

import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.CheckOutcome;
import io.github.quotary.domain.report.DomainCheckResult;
import io.github.quotary.domain.report.DomainChecks;
import io.github.quotary.domain.report.DomainKind;
import io.github.quotary.domain.report.Finding;
import io.github.quotary.domain.verification.Inquiry;
import io.github.quotary.domain.workload.Assessment;
import io.github.quotary.domain.workload.DomainPolicy;
import io.github.quotary.domain.workload.Preimages;
import io.github.quotary.domain.workload.WorkloadChecks;
import io.github.quotary.quote.TdReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The quote over a challenge: it must pass every check that the policy demands of the quote over
 * the manifest, and be of the same TD.
 *
 * @param faults what is wrong with it
 * @param unknowns what cannot be known of it
 */
record ChallengeQuote(List<String> faults, List<String> unknowns) {
  /** RTMR3 goes on while the app runs; the identity is what counts of it. */
  private static final int REGISTERS_OF_THE_START = 3;

  /** Copies the lists. */
  ChallengeQuote {
    faults = List.copyOf(faults);
    unknowns = List.copyOf(unknowns);
  }

  static ChallengeQuote of(Assessment assessment, Optional<Assessment> main, Inquiry inquiry) {
    List<String> faults = new ArrayList<>();
    List<String> unknowns = new ArrayList<>();
    for (DomainCheckResult result : demanded(assessment, inquiry)) {
      if (result.outcome() != CheckOutcome.PASS) {
        (result.outcome() == CheckOutcome.FAIL ? faults : unknowns)
            .add("its quote, " + result.check().id() + ": " + result.finding().summary());
      }
    }
    if (!assessment.isVerified() && faults.isEmpty() && unknowns.isEmpty()) {
      unknowns.add("its quote was not verified");
    }
    if (main.isEmpty()) {
      unknowns.add("there is no quote over the manifest to compare its quote with");
    } else if (isOfOtherTd(assessment, main.get())) {
      faults.add("its quote is of another TD than the quote over the manifest");
    } else if (!assessment.identity().equals(main.get().identity())) {
      unknowns.add("only one of its quote and the quote over the manifest has a log that replays");
    }
    return new ChallengeQuote(faults, unknowns);
  }

  private static List<DomainCheckResult> demanded(Assessment assessment, Inquiry inquiry) {
    DomainPolicy policy = inquiry.policy();
    List<Finding> findings =
        WorkloadChecks.of(List.of(assessment), policy, Preimages.none(), inquiry.provenance())
            .findings();
    Set<Check> checked = findings.stream().map(Finding::check).collect(Collectors.toSet());
    return DomainChecks.of(
            DomainKind.CUSTOM, findings, policy.required(), policy.waived(), policy.identity())
        .results()
        .stream()
        .filter(result -> result.mandatory() && checked.contains(result.check()))
        .toList();
  }

  private static boolean isOfOtherTd(Assessment one, Assessment other) {
    boolean bothTell = one.identity().isPresent() && other.identity().isPresent();
    return (bothTell && !one.identity().equals(other.identity()))
        || !start(one.report()).equals(start(other.report()));
  }

  private static List<Object> start(Optional<TdReport> report) {
    List<Object> values = new ArrayList<>();
    report.ifPresent(
        td -> {
          values.add(td.mrTd());
          values.add(td.mrConfigId());
          values.add(td.mrOwner());
          values.add(td.mrOwnerConfig());
          values.add(td.tdAttributes());
          values.add(td.xfam());
          for (int i = 0; i < REGISTERS_OF_THE_START; i++) {
            values.add(td.rtmr(i));
          }
        });
    return values;
  }
}
