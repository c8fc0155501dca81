package io.github.quotary.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.quote.Quote;
import java.time.Instant;

/**
 * No certificate of the quote's chain or of the signing chains, no TCB info and no QE identity that
 * begins only later. The strict default has it; a policy can only waive it.
 */
record FromTheFutureDemand() implements Demand {
  @Override
  public void check(Quote quote, EvaluatedPlatform platform, Instant at, Objections objections) {
    Instant latest = platform.chain().latestNotBefore();
    if (platform.collateral().latestIssue().isAfter(latest)) {
      latest = platform.collateral().latestIssue();
    }
    if (at.isBefore(latest)) {
      objections.raise(
          "a certificate or signed document begins at " + latest,
          "nothing that begins after " + at);
    }
  }

  @Override
  public String expected() {
    return "nothing from the future";
  }

  @Override
  public void write(JsonGenerator json) {
    throw new IllegalStateException("no policy states it");
  }
}
