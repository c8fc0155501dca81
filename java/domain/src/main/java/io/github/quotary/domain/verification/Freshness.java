package io.github.quotary.domain.verification;

import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.Finding;

/** What is known of the age of quotes that answer no challenge: check FRESH-1. Stateless. */
public final class Freshness {
  private Freshness() {}

  /** It is unknown. */
  public static Finding unknown() {
    return Finding.incomplete(
        Check.FRESH_1, "unknown: a quote has no date, and no challenge requested a new one");
  }
}
