package io.github.quotary.cli.simulate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.evidence.text.JsonText;
import io.github.quotary.simulator.Expectation;
import io.github.quotary.simulator.vector.TestVector;
import io.github.quotary.simulator.vector.VectorWriter;
import java.nio.file.Path;
import java.util.Objects;

/** What was written, for the person or program that asked for it. */
public final class VectorReport {
  private VectorReport() {}

  /** Two lines; a third if there are logs. */
  public static String text(TestVector vector, Path directory) {
    Expectation expectation = vector.expectation();
    return directory
        + ": "
        + vector.about()
        + "\n  expected: "
        + (expectation == null
            ? "not known; 'quotary verify --vector' will say"
            : ExpectationText.of(expectation))
        + "\n"
        + (vector.app() == null ? "" : "  logs: event-log.json, ccel.bin\n");
  }

  /** The directory, and all of {@code case.json}. */
  public static ObjectNode json(TestVector vector, Path directory) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("directory", directory.toString());
    byte[] text = Objects.requireNonNull(VectorWriter.files(vector).get("case.json"));
    json.setAll((ObjectNode) JsonText.tree(text));
    return json;
  }
}
