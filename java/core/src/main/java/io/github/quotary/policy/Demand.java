package io.github.quotary.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TeeType;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a policy demands under one rule. Immutable; equal when it demands the same. */
interface Demand {
  /** Raises an objection for everything that does not meet the demand. */
  void check(Quote quote, EvaluatedPlatform platform, Instant at, Objections objections);

  /**
   * Whether the demand is met, found out without taking memory; false where only {@link #check} can
   * tell.
   */
  default boolean isMet(Quote quote, EvaluatedPlatform platform, Instant at) {
    return false;
  }

  /** What must be, in words. */
  String expected();

  /** Writes the value of the rule's JSON member. */
  void write(JsonGenerator json) throws IOException;

  /** Whether quotes of this kind can have what the demand is about. */
  default boolean canBeMetBy(TeeType tee) {
    return true;
  }

  /**
   * Whether the quote has something to hold against the demand. If it has not, a demand that the
   * policy states is not met; one that only comes with the strict default does not count.
   */
  default boolean applies(Quote quote, EvaluatedPlatform platform) {
    return canBeMetBy(quote.teeType());
  }

  /** Why no quote of any kind can meet the demand; empty if none is certain. */
  default List<String> contradictions() {
    return List.of();
  }

  /** What the quote lacks, where the demand does not apply. */
  default String absence(Quote quote) {
    throw new IllegalStateException("it applies to every quote");
  }

  /**
   * Whether it tells the TD or enclave of somebody in particular from those of others: it accepts
   * only values that depend on what runs there, or on what its owner or the caller has chosen.
   */
  default boolean namesIdentity() {
    return false;
  }

  /** This demand as it counts beside the others of its policy. */
  default Demand beside(Map<Rule, Demand> others) {
    return this;
  }
}
