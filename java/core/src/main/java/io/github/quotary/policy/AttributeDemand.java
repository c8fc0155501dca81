package io.github.quotary.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TdReport;
import io.github.quotary.quote.TeeType;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Which attributes of a TD must, may and must not be set; an objection for every wrong bit. */
record AttributeDemand(AttributeSet set, AttributeMask mask) implements Demand {
  @Override
  public boolean canBeMetBy(TeeType tee) {
    return tee == TeeType.TDX;
  }

  @Override
  public String absence(Quote quote) {
    return TeeDemand.absenceOutside(TeeType.TDX, quote);
  }

  @Override
  public boolean isMet(Quote quote, EvaluatedPlatform platform, Instant at) {
    return quote.body() instanceof TdReport report && mask.accepts(set.bits(report));
  }

  @Override
  public void check(Quote quote, EvaluatedPlatform platform, Instant at, Objections objections) {
    TdReport report = (TdReport) quote.body();
    long bits = set.bits(report);
    if (mask.accepts(bits)) {
      return;
    }
    String value = set.bytes(report).toString();
    for (int bit = 0; bit < Long.SIZE; bit++) {
      long one = 1L << bit;
      boolean isSet = (bits & one) != 0;
      if (isSet && (mask.mustBeZero() & one) != 0) {
        objections.raise(value, set.nameOf(bit) + " must be 0");
      } else if (!isSet && (mask.mustBeSet() & one) != 0) {
        objections.raise(value, set.nameOf(bit) + " must be 1");
      }
    }
  }

  @Override
  public List<String> contradictions() {
    List<String> texts = new ArrayList<>();
    String member = set.rule().member();
    long reserved = mask.mustBeSet() & set.reserved();
    if (reserved != 0) {
      texts.add(member + " requires " + names(reserved) + " to be 1; no TDX module sets it");
    }
    long denied = mask.mustBeZero() & set.alwaysSet();
    if (denied != 0) {
      texts.add(member + " requires " + names(denied) + " to be 0; every TDX module sets it");
    }
    return texts;
  }

  @Override
  public String expected() {
    List<String> texts = new ArrayList<>();
    if (mask.mustBeSet() != 0) {
      texts.add(names(mask.mustBeSet()) + " must be 1");
    }
    if (mask.mustBeZero() == 0) {
      texts.add("all others may be 1");
    } else if (mask.mayBeSet() != 0) {
      texts.add(names(mask.mayBeSet()) + " may be 1");
    }
    if (mask.mustBeZero() != 0) {
      texts.add("all others must be 0");
    }
    return String.join("; ", texts);
  }

  private String names(long bits) {
    return String.join(", ", set.namesOf(bits));
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    write(json, "mustBeSet", mask.mustBeSet());
    write(json, "mayBeSet", mask.mayBeSet());
    json.writeEndObject();
  }

  private void write(JsonGenerator json, String member, long bits) throws IOException {
    json.writeArrayFieldStart(member);
    for (int bit = 0; bit < Long.SIZE; bit++) {
      if ((bits & (1L << bit)) == 0) {
        continue;
      }
      if (set.name(bit).isPresent()) {
        json.writeString(set.nameOf(bit));
      } else {
        json.writeNumber(bit);
      }
    }
    json.writeEndArray();
  }
}
