package io.github.quotary.domain.page;

import io.github.quotary.domain.report.CheckOutcome;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.report.Verdict;
import java.util.Locale;

/** Outcomes in plain words and signs that do not rely on colour. */
final class Words {
  private Words() {}

  static String headline(DomainReport report) {
    return switch (report.verdict()) {
      case PASS ->
          report.checks().waived().isEmpty()
              ? "The key of " + report.host() + " is held inside sealed hardware"
              : "The key of "
                  + report.host()
                  + " is held inside sealed hardware, apart from the waived checks";
      case FAIL -> "Do not rely on " + report.host();
      case INCOMPLETE -> "It is not proven who holds the key of " + report.host();
    };
  }

  static String explanation(DomainReport report) {
    return switch (report.verdict()) {
      case PASS ->
          "Every required check passed: the connection to this name ends in a machine whose"
              + " memory even its operator cannot read, running software that the policy allows.";
      case FAIL ->
          "A required check failed: something is wrong, or someone is lying. Failures are marked"
              + " below.";
      case INCOMPLETE ->
          "No required check failed, but some could not be decided. What"
              + " is missing is marked below.";
    };
  }

  /** What it means that a link holds, or that it does not. */
  static String meaning(Link link, CheckOutcome outcome) {
    return switch (outcome) {
      case PASS -> link.meaning();
      case FAIL -> "Not so: " + link.meaning();
      case WAIVED -> "Waived by the policy: " + link.meaning();
      default -> "Not proven: " + link.meaning();
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

  static String sign(Verdict verdict) {
    return switch (verdict) {
      case PASS -> sign(CheckOutcome.PASS);
      case FAIL -> sign(CheckOutcome.FAIL);
      case INCOMPLETE -> sign(CheckOutcome.INCOMPLETE);
    };
  }

  static String of(CheckOutcome outcome) {
    return switch (outcome) {
      case PASS -> "passed";
      case FAIL -> "failed";
      case INCOMPLETE -> "undecided";
      case SKIPPED -> "not checked";
      case WAIVED -> "waived";
    };
  }

  /** The style sheet's class for an outcome. */
  static String style(Enum<?> outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }
}
