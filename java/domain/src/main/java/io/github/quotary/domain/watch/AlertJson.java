package io.github.quotary.domain.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Alerts as JSON: one line of plain ASCII, the same for the same alert. */
public final class AlertJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private AlertJson() {}

  /** The alert in a line, without a line feed. */
  public static String line(Alert alert) {
    return text(node(alert));
  }

  static String text(JsonNode node) {
    try {
      // DEL is the one control character that JSON leaves as it is.
      return MAPPER.writeValueAsString(node).replace("\u007f", "\\u007f");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Writing to memory cannot fail", e);
    }
  }

  static ObjectNode node(Alert alert) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("id", alert.id())
        .put("at", alert.at().toString())
        .put("name", alert.name())
        .put("kind", alert.kind().word())
        .put("severity", alert.severity().word())
        .put("subject", alert.subject())
        .put("before", alert.before())
        .put("after", alert.after())
        .put("summary", alert.summary());
    alert.testRoot().ifPresent(words -> node.put("testRoot", words));
    return node;
  }

  /**
   * The alert that {@link #node} wrote.
   *
   * @throws IllegalArgumentException if it is not valid
   */
  static Alert read(JsonNode node) {
    return new Alert(
        node.required("id").asText(),
        Instant.parse(node.required("at").asText()),
        node.required("name").asText(),
        kind(node.required("kind").asText()),
        Arrays.stream(Severity.values())
            .filter(severity -> severity.word().equals(node.required("severity").asText()))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("unknown severity")),
        node.required("subject").asText(),
        node.required("before").asText(),
        node.required("after").asText(),
        node.required("summary").asText(),
        Optional.ofNullable(node.path("testRoot").textValue()));
  }

  static AlertKind kind(String word) {
    return Arrays.stream(AlertKind.values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown kind of alert"));
  }
}
