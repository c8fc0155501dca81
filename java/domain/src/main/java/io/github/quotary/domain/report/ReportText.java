package io.github.quotary.domain.report;

import io.github.quotary.status.SafeText;
import java.util.List;
import java.util.stream.Collectors;

/** A report as text for people, every line escaped. */
public final class ReportText {
  /** The most that is shown of one text, in UTF-16 units. */
  private static final int MAX_TEXT = 1000;

  private final DomainReport report;
  private final Imprint imprint;
  private final boolean full;
  private final StringBuilder text = new StringBuilder();

  private ReportText(DomainReport report, Imprint imprint, boolean full) {
    this.report = report;
    this.imprint = imprint;
    this.full = full;
  }

  /**
   * The report; the verdict comes first. For undecided or failed mandatory checks it adds what was
   * compared and why that matters.
   *
   * @param imprint what the caller says of the report's making
   */
  public static String of(DomainReport report, Imprint imprint) {
    return new ReportText(report, imprint, false).write();
  }

  /** The report with what was compared and why that matters for every check. */
  public static String full(DomainReport report, Imprint imprint) {
    return new ReportText(report, imprint, true).write();
  }

  private String write() {
    addVerdict();
    text.append('\n');
    report.checks().results().forEach(this::add);
    addIdentities();
    addKeys();
    text.append("\nCertificate Transparency\n");
    line(report.witnesses().ctOutcome().words());
    text.append("\nNot proven, whatever the verdict:\n");
    report.notProven().forEach(line -> text.append("  ").append(line).append('\n'));
    return text.toString();
  }

  private void addVerdict() {
    text.append(SafeText.of(Headline.of(report), MAX_TEXT)).append('\n');
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
    addProvenance();
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

  private void addProvenance() {
    Provenance provenance = report.provenance();
    if (provenance.isTest()) {
      line(
          "trusted: "
              + provenance.testRootWords()
              + ": this says nothing about hardware or names outside the test");
    }
    line(
        "verified at "
            + report.verifiedAt()
            + " ("
            + imprint.verifiedAtSource()
            + "), captured at "
            + report.capturedAt());
    line(
        "trust anchor: "
            + provenance.rootWords()
            + " (key SHA-256 "
            + provenance.trustAnchor().sha256()
            + "), rules of QVL "
            + provenance.generation()
            + ", engine "
            + provenance.engine()
            + ", collateral from "
            + imprint.collateralSource());
    line(
        "web roots: "
            + provenance.webRoots().words()
            + " (SHA-256 "
            + provenance.webRoots().sha256()
            + ")");
    line("evidence: from " + provenance.evidenceSource().words());
    line("policy SHA-256 " + report.policySha256());
    line("written by " + imprint.producer() + " " + imprint.version());
    if (!report.notChecked().isEmpty()) {
      line("not checked: " + String.join(", ", report.notChecked()));
    }
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
    result.waivedOutcome().ifPresent(outcome -> indented("without the waiver: " + outcome.word()));
    finding.details().forEach(this::indented);
    if (full || (result.mandatory() && result.outcome() != CheckOutcome.PASS)) {
      indented("compared: " + finding.check().compared(report.provenance()));
      indented("why it matters: " + finding.check().why(report.provenance()));
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
