package io.github.quotary.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.quote.EnclaveReport;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TeeType;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** An enclave's product id is one of the listed ones. */
record IsvProdIdDemand(Set<Integer> accepted) implements Demand {
  IsvProdIdDemand {
    if (accepted.isEmpty()) {
      throw new IllegalArgumentException(
          "No value is accepted; name at least one, or leave the rule out");
    }
    accepted.forEach(id -> MinSvnDemand.requireU16(Rule.ISV_PROD_ID.member(), id));
    accepted = Set.copyOf(accepted);
  }

  @Override
  public boolean canBeMetBy(TeeType tee) {
    return tee == TeeType.SGX;
  }

  @Override
  public String absence(Quote quote) {
    return TeeDemand.absenceOutside(TeeType.SGX, quote);
  }

  @Override
  public void check(Quote quote, EvaluatedPlatform platform, Instant at, Objections objections) {
    int isvProdId = ((EnclaveReport) quote.body()).isvProdId();
    if (!accepted.contains(isvProdId)) {
      objections.raise(Integer.toString(isvProdId), expected());
    }
  }

  @Override
  public String expected() {
    return sorted().stream().map(String::valueOf).collect(Collectors.joining(" or "));
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (int value : sorted()) {
      json.writeNumber(value);
    }
    json.writeEndArray();
  }

  private List<Integer> sorted() {
    return accepted.stream().sorted().toList();
  }
}
