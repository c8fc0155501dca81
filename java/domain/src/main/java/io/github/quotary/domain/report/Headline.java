package io.github.quotary.domain.report;

import java.util.List;
import java.util.stream.Collectors;

/** A report in one sentence. May contain untrusted text, which the renderings escape. */
public final class Headline {
  private final DomainReport report;

  private Headline(DomainReport report) {
    this.report = report;
  }

  /** The verdict's word and what it means; under a root for tests it begins with that. */
  public static String of(DomainReport report) {
    Headline headline = new Headline(report);
    return report.provenance().prefix() + report.verdict() + ": " + headline.sentence();
  }

  private String sentence() {
    return switch (report.verdict()) {
      case PASS ->
          "the key of this connection was attested by a TD that the policy accepts"
              + waived()
              + challenge();
      case GENUINE ->
          "the key of this connection was attested by a TD"
              + waived()
              + "; "
              + identity(report)
              + challenge();
      case FAIL -> "do not rely on this domain: " + ids(CheckOutcome.FAIL) + " failed";
      case INCOMPLETE ->
          report
              .unreachable()
              .orElseGet(
                  () ->
                      "nothing failed, but "
                          + ids(CheckOutcome.INCOMPLETE, CheckOutcome.SKIPPED)
                          + " could not be decided");
    };
  }

  /** What a report that is not about a known workload leaves open. */
  public static String identity(DomainReport report) {
    return report.checks().identity() == ExpectedIdentity.WAIVED
        ? "whose workload it is was not checked"
        : "say whose workload you expect";
  }

  private String waived() {
    return report.checks().waived().isEmpty() ? "" : ", apart from the waived checks";
  }

  /** A check that the verdict does not need; but something answered that should not have. */
  private String challenge() {
    return report
        .checks()
        .result(Check.FRESH_1)
        .filter(result -> result.outcome() == CheckOutcome.FAIL)
        .map(result -> "; but a challenge was answered wrongly")
        .orElse("");
  }

  private String ids(CheckOutcome... outcomes) {
    List<CheckOutcome> wanted = List.of(outcomes);
    return report.checks().results().stream()
        .filter(result -> result.mandatory() && wanted.contains(result.outcome()))
        .map(result -> result.check().id())
        .collect(Collectors.joining(", "));
  }
}
