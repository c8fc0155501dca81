package io.github.quotary.verify;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.pki.PlatformConfiguration;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A flag of the platform's configuration has this value; an unknown one has neither. */
record FlagDemand(PlatformFlag flag, boolean required) implements Demand {
  @Override
  public @Nullable String absence(PolicyInput input) {
    return input.pck().configuration().isPresent()
        ? null
        : "absent: the PCK certificate does not state it";
  }

  @Override
  public void check(PolicyInput input, Objection objection) {
    PlatformConfiguration configuration = input.pck().configuration().orElseThrow();
    if (flag.read(configuration) != required) {
      objection.raise(Boolean.toString(!required), expected());
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
