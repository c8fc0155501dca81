package io.github.quotary.verify;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

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
  public void check(PolicyInput input, Objection objection) {
    long number = input.tcb().tcbEvaluationDataNumber();
    if (number < min) {
      objection.raise(Long.toString(number), expected());
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
