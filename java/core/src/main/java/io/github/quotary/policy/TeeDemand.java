package io.github.quotary.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TeeType;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;

/** Quotes of one kind only. */
record TeeDemand(TeeType tee) implements Demand {
  @Override
  public boolean canBeMetBy(TeeType kind) {
    return kind == tee;
  }

  /** Every quote is of some kind. */
  @Override
  public boolean applies(Quote quote, EvaluatedPlatform platform) {
    return true;
  }

  @Override
  public boolean isMet(Quote quote, EvaluatedPlatform platform, Instant at) {
    return quote.teeType() == tee;
  }

  @Override
  public void check(Quote quote, EvaluatedPlatform platform, Instant at, Objections objections) {
    if (quote.teeType() != tee) {
      objections.raise(name(quote.teeType()), expected());
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

  /** Why a field that only quotes of this kind have is absent from a quote of the other. */
  static String absenceOutside(TeeType tee, Quote quote) {
    return "absent: " + quote.teeType() + " quotes have no such field, only " + tee + " quotes do";
  }

  /** The kind as results and policies write it. */
  static String name(TeeType tee) {
    return tee.name().toLowerCase(Locale.ROOT);
  }
}
