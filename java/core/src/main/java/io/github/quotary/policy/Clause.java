package io.github.quotary.policy;

import io.github.quotary.quote.Quote;
import java.time.Instant;

/** A rule of a policy, what it demands, and whether the policy itself states it. */
record Clause(Rule rule, Demand demand, boolean isStated) {
  /** Whether {@link #check} would raise nothing; false where only that can tell. */
  boolean isMet(Quote quote, EvaluatedPlatform platform, Instant at) {
    return demand.applies(quote, platform) ? demand.isMet(quote, platform, at) : !isStated;
  }

  void check(Quote quote, EvaluatedPlatform platform, Instant at, Objections objections) {
    objections.begin(rule);
    if (demand.applies(quote, platform)) {
      demand.check(quote, platform, at, objections);
    } else if (isStated) {
      objections.raise(demand.absence(quote), demand.expected());
    }
  }
}
