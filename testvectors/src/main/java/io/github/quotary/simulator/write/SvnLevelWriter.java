package io.github.quotary.simulator.write;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.simulator.octets.JsonText;
import io.github.quotary.simulator.spec.SvnLevelSpec;
import java.io.IOException;
import java.util.List;

/** Writes the {@code tcbLevels} of a TDX module identity or of a QE identity. */
final class SvnLevelWriter {
  private SvnLevelWriter() {}

  static void write(JsonGenerator json, List<SvnLevelSpec> levels) throws IOException {
    json.writeArrayFieldStart("tcbLevels");
    for (SvnLevelSpec level : levels) {
      json.writeStartObject();
      json.writeObjectFieldStart("tcb");
      json.writeNumberField("isvsvn", level.isvSvn());
      json.writeEndObject();
      JsonText.date(json, "tcbDate", level.date());
      json.writeStringField("tcbStatus", level.status());
      JsonText.optionalStrings(json, "advisoryIDs", level.advisories());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
