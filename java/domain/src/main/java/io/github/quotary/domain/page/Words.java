package io.github.quotary.domain.page;

import io.github.quotary.domain.report.CheckOutcome;
import io.github.quotary.domain.report.CtOutcome;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.report.Headline;
import io.github.quotary.domain.report.Provenance;
import io.github.quotary.domain.report.Verdict;
import io.github.quotary.domain.report.WorkloadIdentity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** Outcomes in plain words and signs that do not rely on colour. */
final class Words {
  private static final int HASH_DIGITS = 12;

  private Words() {}

  /** What was proved, when, and under which root; after it the sentence may go on. */
  static String headline(DomainReport report) {
    String on = "On " + date(report.verifiedAt());
    String sentence =
        switch (report.verdict()) {
          case PASS -> attested(on, report, "by a workload that the policy names");
          case GENUINE ->
              attested(on, report, "by " + workload(report)) + "; " + Headline.identity(report);
          case FAIL -> "Do not rely on " + report.host() + ": " + inner(on) + " it failed";
          case INCOMPLETE ->
              on
                  + " "
                  + report
                      .unreachable()
                      .orElse("it was not proven who attested the key of " + report.host());
        };
    return report.provenance().isTest() ? report.provenance().prefix() + inner(sentence) : sentence;
  }

  /** A sentence after a comma or a colon. */
  private static String inner(String sentence) {
    return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
  }

  private static String attested(String on, DomainReport report, String who) {
    return on
        + " the key of "
        + report.host()
        + " was attested "
        + who
        + ", under "
        + report.provenance().rootWords()
        + (report.checks().waived().isEmpty() ? "" : ", apart from the waived checks");
  }

  private static String workload(DomainReport report) {
    return report.identities().stream()
        .findFirst()
        .map(WorkloadIdentity::composeHash)
        .map(hash -> "a TD of compose hash " + hash.toString().substring(0, HASH_DIGITS) + "...")
        .orElse("a TD");
  }

  static String explanation(DomainReport report) {
    return switch (report.verdict()) {
      case PASS ->
          "Every required check passed: this connection used a key that a quote names, and the"
              + " quote's measurements are those of software that the policy allows.";
      case GENUINE ->
          "Every required check passed, but the policy does not say whose workload it expects:"
              + " anybody's would have passed.";
      case FAIL ->
          "A required check failed: something is wrong, or someone is lying. Failures are marked"
              + " below.";
      case INCOMPLETE ->
          "No required check failed, but some could not be decided. What"
              + " is missing is marked below.";
    };
  }

  /** What a page under roots for tests says before anything else. */
  static String banner(DomainReport report) {
    Provenance provenance = report.provenance();
    return "Test root. This page trusts "
        + provenance.testRootWords()
        + ", and whoever has such a root's key can make all of this up. It proves nothing about real"
        + " hardware or real names.";
  }

  static LocalDate date(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  /** A time to read: date and time of day. */
  static String time(Instant instant) {
    return instant.toString().replace("T", " ").replace("Z", " UTC");
  }

  /** What it means that a link holds, or that it does not. */
  static String meaning(Link link, DomainReport report) {
    String meaning = link.meaning(report.provenance());
    return switch (link.outcome(report)) {
      case PASS -> meaning;
      case FAIL -> "Not so: " + meaning;
      case WAIVED -> "Waived by the policy: " + meaning;
      default -> "Not proven: " + meaning;
    };
  }

  static String sign(CheckOutcome outcome) {
    return switch (outcome) {
      case PASS -> "\u2713";
      case FAIL -> "\u2717";
      case INCOMPLETE -> "?";
      case SKIPPED -> "\u2013";
      case WAIVED -> "~";
    };
  }

  /** The sign of a verdict; under roots for tests nothing is ticked off. */
  static String sign(DomainReport report) {
    if (report.provenance().isTest() && report.verdict() == Verdict.PASS) {
      return sign(CheckOutcome.WAIVED);
    }
    return switch (report.verdict()) {
      case PASS -> sign(CheckOutcome.PASS);
      case FAIL -> sign(CheckOutcome.FAIL);
      case GENUINE, INCOMPLETE -> sign(CheckOutcome.INCOMPLETE);
    };
  }

  static String of(Verdict verdict) {
    return switch (verdict) {
      case PASS -> "Passed";
      case GENUINE -> "Genuine";
      case FAIL -> "Failed";
      case INCOMPLETE -> "Undecided";
    };
  }

  /** A CAA lock in words. */
  static String lock(String lock) {
    return switch (lock) {
      case "ACCOUNT_LOCKED" -> "only accepted accounts can get them";
      case "NOBODY" -> "no one can get them";
      case "LOOKUP_FAILED" -> "unknown, the DNS lookup failed";
      case "UNRESTRICTED" -> "any authority may issue them";
      case "ISSUER_ONLY" -> "any account of the authority can get them";
      case "WRONG_ACCOUNT" -> "an account that is not accepted can get them";
      case "OTHER_ISSUERS" -> "an unexpected authority may issue them";
      default -> "the CAA records are malformed";
    };
  }

  /** What came of the question to Certificate Transparency, and what that means. */
  static String transparency(CtOutcome outcome) {
    return outcome.words()
        + (outcome instanceof CtOutcome.Complete
            ? "."
            : ". Other certificates for the names may exist.");
  }

  /** A DNSSEC state in words. */
  static String security(String security) {
    return switch (security) {
      case "SECURE" -> "signed, and the signatures are right";
      case "INSECURE" -> "not signed";
      case "BOGUS" -> "signatures are wrong, missing or expired";
      default -> "not validated";
    };
  }

  /** The style sheet's class for a verdict; under roots for tests none is green. */
  static String style(DomainReport report) {
    return report.provenance().isTest() && report.verdict() == Verdict.PASS
        ? "test"
        : style(report.verdict());
  }

  /** The style sheet's class for an outcome. */
  static String style(Enum<?> outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }
}
