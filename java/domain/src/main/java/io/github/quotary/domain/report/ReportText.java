package io.github.quotary.domain.report;

import io.github.quotary.status.SafeText;
import java.util.List;
import java.util.stream.Collectors;

/** A report as text for people, every line escaped. */
public final class ReportText {
  /** The most that is shown of one text, in UTF-16 units. */
  private static final int MAX_TEXT = 1000;

  private final DomainReport report;
  private final boolean full;
  private final StringBuilder text = new StringBuilder();

  private ReportText(DomainReport report, boolean full) {
    this.report = report;
    this.full = full;
  }

  /**
   * The report; the verdict comes first. For undecided or failed mandatory checks it adds what was
   * compared and why that matters.
   */
  public static String of(DomainReport report) {
    return new ReportText(report, false).write();
  }

  /** The report with what was compared and why that matters for every check. */
  public static String full(DomainReport report) {
    return new ReportText(report, true).write();
  }

  private String write() {
    addVerdict();
    text.append('\n');
    report.checks().results().forEach(this::add);
    addIdentities();
    addKeys();
    text.append("\nNot proven, whatever the verdict:\n");
    report.notProven().forEach(line -> text.append("  ").append(line).append('\n'));
    return text.toString();
  }

  private void addVerdict() {
    text.append(report.verdict()).append(": ").append(sentence()).append('\n');
    List<Check> waived = report.checks().waived();
    if (!waived.isEmpty()) {
      line("waived by the policy: " + ids(waived));
    }
    line(
        report.kind().word()
            + " domain "
            + report.host()
            + report.unicodeHost().map(text -> " (" + text + ")").orElse("")
            + base());
    line("verified at " + report.verifiedAt() + ", captured at " + report.capturedAt());
    report
        .certificate()
        .ifPresent(
            certificate ->
                line(
                    "served certificate: "
                        + String.join(", ", certificate.dnsNames())
                        + ", until "
                        + certificate.notAfter()
                        + ", issued by "
                        + certificate.issuer()));
  }

  private String base() {
    return report.baseDomain().map(base -> ", base domain " + base).orElse("")
        + (report.connectedHost().equals(report.host())
            ? ""
            : ", connected to " + report.connectedHost());
  }

  private String sentence() {
    return switch (report.verdict()) {
      case PASS ->
          "the key of this connection was attested by a TD that the policy accepts"
              + (report.checks().waived().isEmpty() ? "" : ", apart from the waived checks");
      case FAIL -> "do not rely on this domain: " + ids(of(CheckOutcome.FAIL)) + " failed";
      case INCOMPLETE ->
          "nothing failed, but "
              + ids(of(CheckOutcome.INCOMPLETE, CheckOutcome.SKIPPED))
              + " could not be decided";
    };
  }

  private List<Check> of(CheckOutcome... outcomes) {
    List<CheckOutcome> wanted = List.of(outcomes);
    return report.checks().results().stream()
        .filter(result -> result.mandatory() && wanted.contains(result.outcome()))
        .map(DomainCheckResult::check)
        .toList();
  }

  private static String ids(List<Check> checks) {
    return checks.stream().map(Check::id).collect(Collectors.joining(", "));
  }

  private void add(DomainCheckResult result) {
    Finding finding = result.finding();
    text.append(
        String.format(
            "%-10s %-7s %s\n",
            result.outcome(),
            finding.check().id(),
            SafeText.of(finding.summary(), MAX_TEXT) + (result.mandatory() ? "" : " (optional)")));
    if (result.outcome() == CheckOutcome.PASS && !full) {
      return;
    }
    result.waivedOutcome().ifPresent(outcome -> indented("without the waiver: " + outcome));
    finding.details().forEach(this::indented);
    if (full || (result.mandatory() && result.outcome() != CheckOutcome.PASS)) {
      indented("compared: " + finding.check().compared());
      indented("why it matters: " + finding.check().why());
    }
  }

  private void addIdentities() {
    for (WorkloadIdentity identity : report.identities()) {
      text.append('\n')
          .append(
              identity.genuine()
                  ? "Attested by"
                  : "Attested by (only if the quotes are genuine, which is not proven)")
          .append('\n');
      line("app id        " + identity.appId());
      line("compose hash  " + identity.composeHash());
      identity.instanceId().ifPresent(id -> line("instance id   " + id));
      identity.osImage().ifPresent(os -> line("OS image      " + os));
      identity.osImageHash().ifPresent(hash -> line("OS image hash " + hash));
      identity.keyProvider().ifPresent(kms -> line("key provider  " + kms));
      line("proofs        " + String.join(", ", identity.refs()));
    }
  }

  private void addKeys() {
    if (report.keys().isEmpty()) {
      return;
    }
    text.append("\nKeys (SHA-256 of SubjectPublicKeyInfo)\n");
    for (KeyStatement key : report.keys()) {
      line(
          key.spkiSha256()
              + (key.served() ? " served" : "")
              + (key.bound() ? " bound" : " not bound")
              + "  "
              + String.join(", ", key.refs()));
    }
    report.accounts().forEach(account -> line("account " + account));
  }

  private void line(String line) {
    text.append("  ").append(SafeText.of(line, MAX_TEXT)).append('\n');
  }

  private void indented(String line) {
    text.append("                   ").append(SafeText.of(line, MAX_TEXT)).append('\n');
  }
}
