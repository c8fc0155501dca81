package io.github.quotary.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.quote.Quote;
import java.io.IOException;
import java.time.Instant;

/** A check that the policy leaves out on purpose; results list it by the rule's name. */
record Waiver() implements Demand {
  /** The JSON value that stands for it. */
  static final String WORD = "waived";

  @Override
  public boolean isMet(Quote quote, EvaluatedPlatform platform, Instant at) {
    return true;
  }

  @Override
  public void check(Quote quote, EvaluatedPlatform platform, Instant at, Objections objections) {}

  @Override
  public String expected() {
    return "not checked";
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeString(WORD);
  }
}
