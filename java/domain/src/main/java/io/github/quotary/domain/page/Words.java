package io.github.quotary.domain.page;

import io.github.quotary.domain.report.CheckOutcome;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.report.Verdict;
import java.util.Locale;

/** Outcomes in words and signs that need no specialist, and no eye for colours. */
final class Words {
  private Words() {}

  static String headline(DomainReport report) {
    return switch (report.verdict()) {
      case PASS ->
          report.checks().waived().isEmpty()
              ? "The key of " + report.host() + " is held inside sealed hardware"
              : "The key of "
                  + report.host()
                  + " is held inside sealed hardware, as far as checked";
      case FAIL -> "Do not rely on " + report.host();
      case INCOMPLETE -> "It is not shown who holds the key of " + report.host();
    };
  }

  static String explanation(DomainReport report) {
    return switch (report.verdict()) {
      case PASS ->
          "Every check that matters passed: the connection to this name ends in a machine whose"
              + " memory even its operator cannot read, running software that the policy allows.";
      case FAIL ->
          "A check that matters failed. Somebody is wrong, or lies. What failed is marked below.";
      case INCOMPLETE ->
          "Nothing was found to be wrong, but something that is needed could not be looked at. What"
              + " is missing is marked below.";
    };
  }

  /** What it means that a link holds, or that it does not. */
  static String meaning(Link link, CheckOutcome outcome) {
    return switch (outcome) {
      case PASS -> link.meaning();
      case FAIL -> "Not so: " + link.meaning();
      case WAIVED -> "Left out by the policy: " + link.meaning();
      default -> "Not shown: " + link.meaning();
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
      case INCOMPLETE -> "not known";
      case SKIPPED -> "not looked at";
      case WAIVED -> "waived";
    };
  }

  /** The class that the style sheet knows an outcome by. */
  static String style(Enum<?> outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }
}
