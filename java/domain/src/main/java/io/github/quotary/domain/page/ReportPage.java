package io.github.quotary.domain.page;

import io.github.quotary.domain.report.CaaStatement;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.CheckOutcome;
import io.github.quotary.domain.report.DomainCheckResult;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.report.Imprint;
import io.github.quotary.domain.report.KeyStatement;
import io.github.quotary.domain.report.WorkloadIdentity;
import io.github.quotary.quote.Measurement;
import java.time.Duration;
import java.util.List;

/**
 * The report as one HTML page: the same text for the same report. It has no script and loads
 * nothing, and its content security policy forbids both.
 */
public final class ReportPage {
  private final DomainReport report;
  private final Imprint imprint;
  private final Html html = new Html();

  private ReportPage(DomainReport report, Imprint imprint) {
    this.report = report;
    this.imprint = imprint;
  }

  /**
   * The page.
   *
   * @param imprint what the caller says of the page's making
   */
  public static String of(DomainReport report, Imprint imprint) {
    return new ReportPage(report, imprint).write();
  }

  private String write() {
    html.trusted("<!DOCTYPE html>\n").begin("html", "lang", "en").line();
    head();
    html.begin("body").line();
    banner();
    html.begin("nav", "aria-label", "Page");
    html.element("a", "Skip to the checks", "class", "skip", "href", "#checks").end().line();
    verdict();
    html.begin("main").line();
    chain();
    timeline();
    identities();
    checks();
    names();
    keys();
    checkYourself();
    notProven();
    html.end().line();
    footer();
    return html.end().line().end().line().toString();
  }

  private void head() {
    html.begin("head").line();
    html.empty("meta", "charset", "utf-8").line();
    html.empty(
            "meta", "http-equiv", "Content-Security-Policy", "content", StyleSheet.SECURITY_POLICY)
        .line();
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    html.empty("meta", "name", "color-scheme", "content", "light dark").line();
    html.empty("meta", "name", "referrer", "content", "no-referrer").line();
    html.element("title", title()).line();
    html.begin("style").trusted(StyleSheet.TEXT).end().line();
    html.end().line();
  }

  private String title() {
    return report.provenance().prefix() + Words.of(report.verdict()) + ": " + report.host();
  }

  private void banner() {
    if (report.provenance().isTest()) {
      html.element("p", Words.banner(report), "class", "banner", "role", "alert").line();
    }
  }

  private void verdict() {
    html.begin("header", "class", "verdict " + Words.style(report)).line();
    html.element("p", Words.sign(report), "class", "sign", "aria-hidden", "true");
    html.begin("div");
    html.element("p", report.provenance().prefix() + Words.of(report.verdict()), "class", "word");
    html.element("h1", Words.headline(report)).line();
    when();
    html.element("p", Words.explanation(report)).line();
    html.element("p", "Evidence: from " + report.provenance().evidenceSource().words() + ".")
        .line();
    List<Check> waived = report.checks().waived();
    if (!waived.isEmpty()) {
      html.element(
              "p",
              "The policy waives: " + String.join(", ", waived.stream().map(Check::id).toList()),
              "class",
              "waivers")
          .line();
    }
    html.end().end().line();
  }

  /** The time of verification, as large as the headline: a page does not know how old it is. */
  private void when() {
    html.begin("p", "class", "when");
    html.text("Verified for ");
    html.element(
        "time", Words.time(report.verifiedAt()), "datetime", report.verifiedAt().toString());
    html.end().line();
    long days = Duration.between(report.verifiedAt(), imprint.madeAt()).toDays();
    html.element(
            "p",
            "The time is from "
                + imprint.verifiedAtSource()
                + ". This page was made at "
                + Words.time(imprint.madeAt())
                + (days >= 1 ? ", " + days + (days == 1 ? " day" : " days") + " later" : "")
                + ". It does not renew itself: compare the date with today's.")
        .line();
  }

  private void chain() {
    section("chain", "From " + report.provenance().rootWords() + " to this domain");
    ChainPicture.write(html, report);
    html.begin("dl", "class", "links");
    for (Link link : Link.values()) {
      CheckOutcome outcome = link.outcome(report);
      html.begin("div", "class", Words.style(outcome));
      html.begin("dt").text(link.title()).text(" ");
      html.element("span", outcome.word(), "class", "badge").end();
      html.element("dd", Words.meaning(link, report)).end().line();
    }
    html.end().end().line();
  }

  private void timeline() {
    section("timeline", "Certificates over time");
    if (!Timeline.write(html, report, imprint.madeAt())) {
      html.element("p", "No certificate is known.");
    }
    html.element(
        "p", "Certificate Transparency: " + Words.transparency(report.witnesses().ctOutcome()));
    for (CaaStatement caa : report.witnesses().caa()) {
      html.begin("p", "class", "caa");
      html.text("New certificates for ")
          .element("code", caa.name())
          .text(": " + Words.lock(caa.lock()));
      html.end();
    }
    html.end().line();
  }

  private void identities() {
    if (report.identities().isEmpty()) {
      return;
    }
    section("identity", "Who attested");
    for (WorkloadIdentity identity : report.identities()) {
      if (!identity.genuine()) {
        html.element(
            "p", "Only if the quotes are genuine, which is not proven:", "class", "warning");
      }
      html.begin("dl", "class", "facts");
      fact("App id", identity.appId());
      fact("Compose hash", identity.composeHash());
      identity.instanceId().ifPresent(id -> fact("Instance id", id));
      identity.osImage().ifPresent(os -> fact("Operating system", os));
      identity.osImageHash().ifPresent(hash -> fact("OS image hash", hash));
      identity.keyProvider().ifPresent(kms -> fact("Key provider", kms));
      fact("Proofs", String.join(", ", identity.refs()));
      html.end().line();
    }
    html.end().line();
  }

  private void fact(String name, Measurement value) {
    html.begin("div").element("dt", name);
    html.begin("dd").element("code", value.toString()).end().end();
  }

  private void fact(String name, String value) {
    html.begin("div").element("dt", name).element("dd", value).end();
  }

  private void checks() {
    section("checks", "Every check");
    for (DomainCheckResult result : report.checks().results()) {
      boolean isOpen =
          result.mandatory()
              && (result.outcome() == CheckOutcome.FAIL
                  || result.outcome() == CheckOutcome.INCOMPLETE);
      String style = Words.style(result.outcome());
      if (isOpen) {
        html.begin("details", "class", style, "id", result.check().id(), "open", "");
      } else {
        html.begin("details", "class", style, "id", result.check().id());
      }
      check(result);
      html.end().line();
    }
    html.end().line();
  }

  private void check(DomainCheckResult result) {
    html.begin("summary");
    html.element("span", result.outcome().word(), "class", "badge");
    html.text(" ").element("b", result.check().id()).text(" ").text(result.finding().summary());
    if (!result.mandatory() && result.outcome() != CheckOutcome.WAIVED) {
      html.element("span", " (does not count)", "class", "aside");
    }
    html.end().line();
    html.begin("dl", "class", "facts");
    result.waivedOutcome().ifPresent(outcome -> fact("Without waiver", outcome.word()));
    fact("Compared", result.check().compared(report.provenance()));
    fact("Why it matters", result.check().why(report.provenance()));
    if (!result.finding().refs().isEmpty()) {
      fact("Evidence", String.join(", ", result.finding().refs()));
    }
    html.end();
    if (!result.finding().details().isEmpty()) {
      html.begin("pre", "tabindex", "0", "aria-label", "Details of " + result.check().id());
      result.finding().details().forEach(line -> html.text(line).line());
      html.end();
    }
  }

  private void names() {
    if (report.witnesses().caa().isEmpty()) {
      return;
    }
    section("caa", "What the DNS says about issuance");
    for (CaaStatement caa : report.witnesses().caa()) {
      html.element("h3", caa.name());
      html.begin("dl", "class", "facts");
      fact("New certificates", Words.lock(caa.lock()));
      fact("Records at", caa.level().orElse("no level of the name"));
      fact("DNSSEC", Words.security(caa.security()));
      html.end();
      if (!caa.records().isEmpty()) {
        html.begin("pre", "tabindex", "0", "aria-label", "CAA records of " + caa.name());
        caa.records().forEach(line -> html.text(line).line());
        html.end().line();
      }
    }
    html.end().line();
  }

  private void keys() {
    if (report.keys().isEmpty() && report.certificate().isEmpty()) {
      return;
    }
    section("keys", "Keys and certificate");
    report
        .certificate()
        .ifPresent(
            served -> {
              html.begin("dl", "class", "facts");
              fact("Names", String.join(", ", served.dnsNames()));
              fact("Issuer", served.issuer());
              fact("Valid", served.notBefore() + " to " + served.notAfter());
              fact("SHA-256", served.sha256());
              html.end().line();
            });
    html.begin("ul");
    for (KeyStatement key : report.keys()) {
      html.begin("li").element("code", key.spkiSha256().toString());
      html.text(key.served() ? " serves the connection" : " is listed");
      html.text(key.bound() ? ", bound to a quote" : ", bound to no quote").end().line();
    }
    html.end();
    report.accounts().forEach(account -> html.element("p", "ACME account: " + account).line());
    html.end().line();
  }

  private void notProven() {
    section("limits", "What this does not prove");
    html.begin("ul");
    report.notProven().forEach(line -> html.element("li", line).line());
    html.end().end().line();
  }

  private void checkYourself() {
    section("again", "Check it yourself");
    html.element("p", "Anybody can make a page that looks like this one. Run this instead:").line();
    html.begin("pre", "tabindex", "0", "aria-label", "Command").text(imprint.command()).end();
    html.line().element("p", "Then compare:");
    html.begin("dl", "class", "facts");
    fact("Quotes' root", report.provenance().rootWords());
    fact("Its key", report.provenance().trustAnchor().sha256());
    fact("TLS roots", report.provenance().webRoots().words());
    fact("Their hash", report.provenance().webRoots().sha256());
    fact("Policy", report.policySha256());
    fact("Evidence", report.evidenceDigest());
    fact("Collateral", "from " + imprint.collateralSource());
    fact(
        "Rules",
        "QVL " + report.provenance().generation() + ", engine " + report.provenance().engine());
    fact(
        "Not checked",
        report.notChecked().isEmpty() ? "nothing is left out" : String.join(", ", unchecked()));
    html.end().end().line();
  }

  private List<String> unchecked() {
    return report.notChecked().stream()
        .map(
            name ->
                switch (name) {
                  case "identity" -> "whose workload it is";
                  case "reportData" -> "what the quote is bound to";
                  default -> "the event log";
                })
        .toList();
  }

  private void footer() {
    html.begin("footer");
    html.element(
        "p",
        report.kind().word()
            + " domain "
            + report.host()
            + report.baseDomain().map(base -> " of " + base).orElse("")
            + ", captured at "
            + report.capturedAt()
            + ", verified at "
            + report.verifiedAt()
            + ", written at "
            + imprint.madeAt()
            + " by "
            + imprint.producer()
            + " "
            + imprint.version());
    html.end().line();
  }

  private void section(String id, String title) {
    html.begin("section", "id", id, "tabindex", "-1", "aria-labelledby", "h-" + id);
    html.element("h2", title, "id", "h-" + id).line();
  }
}
