package io.github.quotary.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.quote.Quote;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Security advisories that may be open against the platform, or that must not be. */
record AdvisoryDemand(boolean accepts, Set<String> ids) implements Demand {
  private static final Pattern ID = Pattern.compile("INTEL-(SA|DOC)-[0-9]{5}");
  private static final Pattern SIMILAR =
      Pattern.compile("(?i)(?:INTEL)?[-_ ]*(SA|DOC)[-_ ]*0*([0-9]{1,5})");

  AdvisoryDemand {
    ids.forEach(AdvisoryDemand::requireValid);
    if (!accepts && ids.isEmpty()) {
      throw new IllegalArgumentException(
          "No advisory id is named; name one, or leave the rule out");
    }
    ids = Set.copyOf(ids);
  }

  /** Intel's documents have no other ids, so that another would never match. */
  private static void requireValid(String id) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          PolicyText.quoted(id) + " is not an advisory id; write " + suggestion(id));
    }
  }

  /** The id that was probably meant, or the forms that are possible. */
  private static String suggestion(String id) {
    Matcher similar = SIMILAR.matcher(id.strip());
    if (!similar.matches()) {
      return "INTEL-SA-00615 or INTEL-DOC-10000, with five digits";
    }
    return "INTEL-"
        + similar.group(1).toUpperCase(Locale.ROOT)
        + "-"
        + String.format(Locale.ROOT, "%05d", Integer.parseInt(similar.group(2)));
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
