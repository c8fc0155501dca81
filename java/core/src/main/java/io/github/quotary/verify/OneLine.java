package io.github.quotary.verify;

import io.github.quotary.policy.Violation;
import io.github.quotary.quote.Quote;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A verdict in one line, for logs. */
final class OneLine {
  private static final int ID_DIGITS = 8;

  private OneLine() {}

  static String of(VerificationResult result, String status, @Nullable Quote quote) {
    String id =
        quote == null
            ? ""
            : " "
                + quote.teeType()
                + " v"
                + quote.version()
                + " "
                + status
                + " id "
                + quote.id().toString().substring(0, ID_DIGITS)
                + "…";
    return (result.context().trustAnchor().isIntel() ? "" : "TEST ROOT, ")
        + result.verdict()
        + (quote == null ? " " + status : id)
        + unmet(result);
  }

  /** GENUINE alone would not tell a waived identity from one that the policy asks for. */
  private static String unmet(VerificationResult result) {
    return result instanceof VerificationResult.Verified verified
            && !verified.violations().isEmpty()
        ? verified.violations().stream()
            .map(Violation::rule)
            .distinct()
            .collect(Collectors.joining(", ", ", not met: ", ""))
        : "";
  }
}
