package io.github.quotary.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.pki.PlatformConfiguration;
import io.github.quotary.quote.Quote;
import java.io.IOException;
import java.time.Instant;

/** A flag of the platform's configuration has this value; an unknown one has neither. */
record FlagDemand(PlatformFlag flag, boolean required) implements Demand {
  @Override
  public boolean applies(Quote quote, EvaluatedPlatform platform) {
    return platform.pck().configuration().isPresent();
  }

  @Override
  public String absence(Quote quote) {
    return "absent: the PCK certificate does not state it";
  }

  @Override
  public void check(Quote quote, EvaluatedPlatform platform, Instant at, Objections objections) {
    PlatformConfiguration configuration = platform.pck().configuration().orElseThrow();
    if (flag.read(configuration) != required) {
      objections.raise(Boolean.toString(!required), expected());
    }
  }

  @Override
  public String expected() {
    return Boolean.toString(required);
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeBoolean(required);
  }
}
