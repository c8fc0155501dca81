package io.github.quotary.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TcbComponents;
import io.github.quotary.quote.TdReport;
import io.github.quotary.quote.TeeType;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Minima for parts of TEE_TCB_SVN, the TCB at the TD's launch; each part on its own. */
record MinTeeTcbSvnDemand(Map<TeeTcbSvnPart, Integer> minima) implements Demand {
  static final int MAX = 255;

  MinTeeTcbSvnDemand {
    if (minima.isEmpty()) {
      throw new IllegalArgumentException(
          "No part is named; name moduleSvn, moduleVersion or seamLoaderSvn");
    }
    minima.forEach(
        (part, min) -> {
          if (min < 0 || min > MAX) {
            throw new IllegalArgumentException(
                part.member() + " " + min + "; 0 to " + MAX + " is possible");
          }
        });
    minima = Collections.unmodifiableMap(new EnumMap<>(minima));
  }

  @Override
  public boolean canBeMetBy(TeeType tee) {
    return tee == TeeType.TDX;
  }

  @Override
  public String absence(Quote quote) {
    return TeeDemand.absenceOutside(TeeType.TDX, quote);
  }

  @Override
  public void check(Quote quote, EvaluatedPlatform platform, Instant at, Objections objections) {
    TcbComponents svn = ((TdReport) quote.body()).teeTcbSvn();
    minima.forEach(
        (part, min) -> {
          int found = svn.svn(part.index());
          if (found < min) {
            objections.raise(part.member() + " " + found, part.member() + " " + min + " or more");
          }
        });
  }

  @Override
  public String expected() {
    List<String> texts = new ArrayList<>();
    minima.forEach((part, min) -> texts.add(part.member() + " " + min + " or more"));
    return String.join(", ", texts);
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (Map.Entry<TeeTcbSvnPart, Integer> entry : minima.entrySet()) {
      json.writeNumberField(entry.getKey().member(), entry.getValue());
    }
    json.writeEndObject();
  }
}
