package io.github.quotary.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.quote.Quote;
import java.io.IOException;
import java.time.Instant;

/** TCB info and QE identity not from before a TCB recovery: no rollback to older ones. */
record MinEvaluationDataNumberDemand(long min) implements Demand {
  static final long MAX = 0xffffffffL;

  MinEvaluationDataNumberDemand {
    if (min < 0 || min > MAX) {
      throw new IllegalArgumentException(
          "tcbEvaluationDataNumber " + min + "; 0 to " + MAX + " is possible");
    }
  }

  @Override
  public void check(Quote quote, EvaluatedPlatform platform, Instant at, Objections objections) {
    long number = platform.tcb().tcbEvaluationDataNumber();
    if (number < min) {
      objections.raise(Long.toString(number), expected());
    }
  }

  @Override
  public String expected() {
    return min + " or more";
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeNumber(min);
  }
}
