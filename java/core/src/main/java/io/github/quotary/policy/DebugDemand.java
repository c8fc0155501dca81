package io.github.quotary.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.quote.EnclaveReport;
import io.github.quotary.quote.Quote;
import java.time.Instant;

/**
 * No SGX enclave in debug mode; a TD's DEBUG bit is one of its attributes. The strict default has
 * it; a policy can only waive it.
 */
record DebugDemand() implements Demand {
  @Override
  public boolean isMet(Quote quote, EvaluatedPlatform platform, Instant at) {
    return !(quote.body() instanceof EnclaveReport report && report.isDebug());
  }

  @Override
  public void check(Quote quote, EvaluatedPlatform platform, Instant at, Objections objections) {
    if (!isMet(quote, platform, at)) {
      objections.raise("SGX attribute DEBUG is set", expected());
    }
  }

  @Override
  public String expected() {
    return "no debug enclave";
  }

  @Override
  public void write(JsonGenerator json) {
    throw new IllegalStateException("no policy states it");
  }
}
