package io.github.quotary.verify;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.quote.EnclaveReport;

/**
 * No SGX enclave in debug mode; a TD's DEBUG bit is one of its attributes. The strict default has
 * it; a policy can only waive it.
 */
record DebugDemand() implements Demand {
  @Override
  public void check(PolicyInput input, Objection objection) {
    if (input.quote().body() instanceof EnclaveReport report && report.isDebug()) {
      objection.raise("SGX attribute DEBUG is set", expected());
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
