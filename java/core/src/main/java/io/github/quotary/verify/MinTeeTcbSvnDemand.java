package io.github.quotary.verify;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.quote.TcbComponents;
import io.github.quotary.quote.TeeType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
  public @Nullable String absence(PolicyInput input) {
    return input.absenceOutside(TeeType.TDX);
  }

  @Override
  public void check(PolicyInput input, Objection objection) {
    TcbComponents svn = input.tdReport().orElseThrow().teeTcbSvn();
    minima.forEach(
        (part, min) -> {
          int found = svn.svn(part.index());
          if (found < min) {
            objection.raise(part.member() + " " + found, part.member() + " " + min + " or more");
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
