package io.github.quotary.verify;

import io.github.quotary.quote.Quote;
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
        + (quote == null ? " " + status : id);
  }
}
