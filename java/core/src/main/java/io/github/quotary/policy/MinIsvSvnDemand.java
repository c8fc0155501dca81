package io.github.quotary.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.quote.EnclaveReport;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TeeType;
import java.io.IOException;
import java.time.Instant;

/** An enclave's SVN is not lower. */
record MinIsvSvnDemand(int min) implements Demand {
  static final int MAX = 0xffff;

  MinIsvSvnDemand {
    requireU16(min);
  }

  static void requireU16(int value) {
    if (value < 0 || value > MAX) {
      throw new IllegalArgumentException(value + "; 0 to " + MAX + " is possible");
    }
  }

  @Override
  public boolean applies(Quote quote, EvaluatedPlatform platform) {
    return quote.teeType() == TeeType.SGX;
  }

  @Override
  public String absence(Quote quote) {
    return TeeDemand.absenceOutside(TeeType.SGX, quote);
  }

  @Override
  public void check(Quote quote, EvaluatedPlatform platform, Instant at, Objections objections) {
    int isvSvn = ((EnclaveReport) quote.body()).isvSvn();
    if (isvSvn < min) {
      objections.raise(Integer.toString(isvSvn), expected());
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
