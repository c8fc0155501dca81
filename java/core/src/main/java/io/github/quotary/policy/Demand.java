package io.github.quotary.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.quote.Quote;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a policy demands under one rule. Immutable; equal when it demands the same. */
interface Demand {
  /** Raises an objection for everything that does not meet the demand. */
  void check(Quote quote, EvaluatedPlatform platform, Instant at, Objections objections);

  /** What must be, in words. */
  String expected();

  /** Writes the value of the rule's JSON member. */
  void write(JsonGenerator json) throws IOException;

  /**
   * Why the quote has nothing to hold against the demand, or null if it has. A demand that the
   * policy states is then not met; one that only comes with the strict default does not count.
   */
  default @Nullable String absence(Quote quote, EvaluatedPlatform platform) {
    return null;
  }

  /** This demand as it counts beside the others of its policy. */
  default Demand beside(Map<Rule, Demand> others) {
    return this;
  }
}
