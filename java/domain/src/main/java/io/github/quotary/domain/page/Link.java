package io.github.quotary.domain.page;

import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.CheckOutcome;
import io.github.quotary.domain.report.DomainCheckResult;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.report.Provenance;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The links of the chain of trust, from the root to the domain, with their checks. */
enum Link {
  HARDWARE("Root of trust", "Signatures lead from a root to the quote.", List.of(Check.Q_1)),
  PLATFORM(
      "Patched platform",
      "The platform's patch level is one that the policy accepts.",
      List.of(Check.Q_3)),
  ENCLOSURE(
      "Closed machine",
      "The quote is of a machine without debugging, under a production TDX module.",
      List.of(Check.Q_2)),
  IMAGE(
      "Known system",
      "The operating system that booted is one that the policy allows.",
      List.of(Check.OS_1, Check.OS_2)),
  LOG(
      "Measured log",
      "The event log replays to the quote's registers.",
      List.of(Check.EL_1, Check.EL_2, Check.PARSE_1)),
  CODE(
      "Known app",
      "The app's definition is one that the policy allows.",
      List.of(Check.ID_1, Check.ID_2, Check.ID_3, Check.ID_4)),
  KEY(
      "Its key",
      "The app bound this key to the quote.",
      List.of(Check.RD_G1, Check.RD_G2, Check.RD_C1, Check.MF_1, Check.MF_2, Check.CERT_1)),
  CONNECTION(
      "This connection",
      "The same key secured the connection to the domain.",
      List.of(Check.TLS_1, Check.TLS_2)),
  DOMAIN(
      "Nobody else",
      "No one else can get a certificate for the name, and no one else has one.",
      List.of(
          Check.RD_G3,
          Check.ACCT_1,
          Check.CAA_1,
          Check.CAA_2,
          Check.CAA_3,
          Check.CT_1,
          Check.CT_2));

  private final String title;
  private final String meaning;
  private final List<Check> checks;

  Link(String title, String meaning, List<Check> checks) {
    this.title = title;
    this.meaning = meaning;
    this.checks = checks;
  }

  String title() {
    return title;
  }

  /** What it means that the link holds, under the roots that were trusted. */
  String meaning(Provenance provenance) {
    return switch (this) {
      case HARDWARE ->
          provenance.trustAnchor().isIntel()
              ? "Signatures lead from Intel's root to the quote, so an Intel CPU made it."
              : "Signatures lead from "
                  + provenance.rootWords()
                  + " to the quote. Nothing is said about hardware.";
      case CONNECTION ->
          meaning + " Under " + provenance.webRoots().words() + ", its certificate is valid.";
      default -> meaning;
    };
  }

  /** The worst outcome of its mandatory or waived checks. */
  CheckOutcome outcome(DomainReport report) {
    return checks.stream()
        .map(report.checks()::result)
        .flatMap(Optional::stream)
        .flatMap(result -> outcome(result).stream())
        .min(Comparator.comparingInt(Link::rank))
        .orElse(CheckOutcome.SKIPPED);
  }

  /** Empty if the check does not count. */
  private static Optional<CheckOutcome> outcome(DomainCheckResult result) {
    if (result.mandatory() || result.outcome() == CheckOutcome.WAIVED) {
      return Optional.of(result.outcome());
    }
    boolean hasNothingToCompareWith =
        result.outcome() == CheckOutcome.INCOMPLETE && !result.finding().applies();
    return hasNothingToCompareWith ? Optional.of(CheckOutcome.SKIPPED) : Optional.empty();
  }

  private static int rank(CheckOutcome outcome) {
    return switch (outcome) {
      case FAIL -> 0;
      case INCOMPLETE -> 1;
      case SKIPPED -> 2;
      case WAIVED -> 3;
      case PASS -> 4;
    };
  }
}
