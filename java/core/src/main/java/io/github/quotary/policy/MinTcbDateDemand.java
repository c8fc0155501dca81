package io.github.quotary.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.quote.Quote;
import java.io.IOException;
import java.time.Instant;

/** A TCB date that is not older. */
record MinTcbDateDemand(Instant min) implements Demand {
  private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

  MinTcbDateDemand {
    requirePlausible(Rule.MIN_TCB_DATE.member(), min);
  }

  /**
   * Refuses a date that cannot be meant: Intel dates TCBs since 2018, and a date such as the first
   * moment of 1970, or a year with a digit too many, comes from a mistake.
   */
  static void requirePlausible(String member, Instant date) {
    if (date.isBefore(FIRST) || !date.isBefore(END)) {
      throw new IllegalArgumentException(
          member + " " + date + " is not in the years 2000 to 2099; check the year");
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
