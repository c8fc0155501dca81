package io.github.quotary.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.quote.Quote;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Security advisories that may be open against the platform, or that must not be. */
record AdvisoryDemand(boolean accepts, Set<String> ids) implements Demand {
  AdvisoryDemand {
    for (String id : ids) {
      if (id.isBlank()) {
        throw new IllegalArgumentException("An advisory id is empty; write INTEL-SA-00615");
      }
    }
    if (!accepts && ids.isEmpty()) {
      throw new IllegalArgumentException(
          "No advisory id is named; name one, or leave the rule out");
    }
    ids = Set.copyOf(ids);
  }

  @Override
  public void check(Quote quote, EvaluatedPlatform platform, Instant at, Objections objections) {
    List<String> wrong =
        platform.tcb().advisoryIds().stream().filter(id -> ids.contains(id) != accepts).toList();
    if (!wrong.isEmpty()) {
      objections.raise(String.join(", ", wrong), expected());
    }
  }

  @Override
  public String expected() {
    if (ids.isEmpty()) {
      return "no advisory";
    }
    return (accepts ? "no advisory but " : "none of ") + String.join(", ", sorted());
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (String id : sorted()) {
      json.writeString(id);
    }
    json.writeEndArray();
  }

  private List<String> sorted() {
    return ids.stream().sorted().toList();
  }
}
