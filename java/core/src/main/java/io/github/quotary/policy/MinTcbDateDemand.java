package io.github.quotary.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.quote.Quote;
import java.io.IOException;
import java.time.Instant;

/** A TCB date that is not older. */
record MinTcbDateDemand(Instant min) implements Demand {
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  MinTcbDateDemand {
    requirePlausible(min);
  }

  /** Dates of Intel's documents have four-digit years; so have a policy's. */
  static void requirePlausible(Instant date) {
    if (date.isBefore(Instant.EPOCH) || date.isAfter(LATEST)) {
      throw new IllegalArgumentException(date + " is not between 1970 and 9999");
    }
  }

  @Override
  public void check(Quote quote, EvaluatedPlatform platform, Instant at, Objections objections) {
    if (platform.tcb().tcbDate().isBefore(min)) {
      objections.raise(platform.tcb().tcbDate().toString(), expected());
    }
  }

  @Override
  public String expected() {
    return min + " or later";
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeString(min.toString());
  }
}
