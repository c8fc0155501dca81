package io.github.quotary.domain.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What verification found of a quote's platform.
 *
 * @param ref where the quote was found
 * @param tcbStatus the TCB status by the name that its collateral uses, if it has one
 * @param advisoryIds advisories that apply, sorted
 * @param validUntil the earliest expiry of all that the verification relies on, if Q-1 passes
 */
public record QuoteStatement(
    String ref,
    Optional<String> tcbStatus,
    List<String> advisoryIds,
    Optional<Instant> validUntil) {
  /** Copies the list. */
  public QuoteStatement {
    advisoryIds = List.copyOf(advisoryIds);
  }
}
