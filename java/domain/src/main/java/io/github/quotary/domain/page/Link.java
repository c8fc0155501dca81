package io.github.quotary.domain.page;

import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.CheckOutcome;
import io.github.quotary.domain.report.DomainCheckResult;
import io.github.quotary.domain.report.DomainReport;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The links of the chain of trust, from Intel's root to the domain, with their checks. */
enum Link {
  HARDWARE(
      "Intel hardware",
      "Signatures chain from Intel's root to the quote, so a genuine Intel CPU made it.",
      List.of(Check.Q_1)),
  PLATFORM(
      "Patched platform",
      "The platform's patch level is one that the policy accepts.",
      List.of(Check.Q_3)),
  ENCLOSURE(
      "Closed machine",
      "The virtual machine's memory is encrypted, and debugging is off.",
      List.of(Check.Q_2)),
  IMAGE(
      "Known system",
      "The operating system that booted is one that the policy allows.",
      List.of(Check.OS_1, Check.OS_2)),
  LOG(
      "Measured log",
      "The event log replays to the hardware's registers.",
      List.of(Check.EL_1, Check.EL_2, Check.PARSE_1)),
  CODE(
      "Known app",
      "The app's definition is one that the policy allows.",
      List.of(Check.ID_1, Check.ID_2, Check.ID_3, Check.ID_4)),
  KEY(
      "Its key",
      "The app bound this key to a quote that the hardware signed.",
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

  /** What it means that the link holds. */
  String meaning() {
    return meaning;
  }

  /** The worst outcome of its mandatory or waived checks. */
  CheckOutcome outcome(DomainReport report) {
    return checks.stream()
        .map(report.checks()::result)
        .flatMap(Optional::stream)
        .filter(result -> result.mandatory() || result.outcome() == CheckOutcome.WAIVED)
        .map(DomainCheckResult::outcome)
        .min(Comparator.comparingInt(Link::rank))
        .orElse(CheckOutcome.SKIPPED);
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
