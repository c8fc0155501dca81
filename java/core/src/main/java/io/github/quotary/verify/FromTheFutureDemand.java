package io.github.quotary.verify;

import com.fasterxml.jackson.core.JsonGenerator;
import java.time.Instant;

/**
 * No certificate of the quote's chain or of the signing chains, no TCB info and no QE identity that
 * begins only later. The strict default has it; a policy can only waive it.
 */
record FromTheFutureDemand() implements Demand {
  @Override
  public void check(PolicyInput input, Objection objection) {
    Instant latest = input.chain().latestNotBefore();
    if (input.collateral().latestIssue().isAfter(latest)) {
      latest = input.collateral().latestIssue();
    }
    if (input.at().isBefore(latest)) {
      objection.raise(
          "a certificate or signed document begins at " + latest,
          "nothing that begins after " + input.at());
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
