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
  public boolean isMet(Quote quote, EvaluatedPlatform platform, Instant at) {
    return !at.isBefore(latestStart(platform));
  }

  @Override
  public void check(Quote quote, EvaluatedPlatform platform, Instant at, Objections objections) {
    if (!isMet(quote, platform, at)) {
      objections.raise(
          "a certificate or signed document begins at " + latestStart(platform),
          "nothing that begins after " + at);
    }
  }

  private static Instant latestStart(EvaluatedPlatform platform) {
    Instant chain = platform.chain().latestNotBefore();
    Instant collateral = platform.collateral().latestIssue();
    return collateral.isAfter(chain) ? collateral : chain;
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
