package io.github.quotary.policy;

import io.github.quotary.quote.Quote;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A rule of a policy, what it demands, and whether the policy itself states it. */
record Clause(Rule rule, Demand demand, boolean isStated) {
  void check(Quote quote, EvaluatedPlatform platform, Instant at, Objections objections) {
    objections.begin(rule);
    @Nullable String absence = demand.absence(quote, platform);
    if (absence == null) {
      demand.check(quote, platform, at, objections);
    } else if (isStated) {
      objections.raise(absence, demand.expected());
    }
  }
}
