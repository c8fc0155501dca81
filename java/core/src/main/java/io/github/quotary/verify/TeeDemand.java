package io.github.quotary.verify;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.quote.TeeType;
import java.io.IOException;
import java.util.Locale;

/** Quotes of one kind only. */
record TeeDemand(TeeType tee) implements Demand {
  @Override
  public void check(PolicyInput input, Objection objection) {
    if (input.quote().teeType() != tee) {
      objection.raise(name(input.quote().teeType()), expected());
    }
  }

  @Override
  public String expected() {
    return name(tee);
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeString(name(tee));
  }

  /** The kind as results and policies write it. */
  static String name(TeeType tee) {
    return tee.name().toLowerCase(Locale.ROOT);
  }
}
