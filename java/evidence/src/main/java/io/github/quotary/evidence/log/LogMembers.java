package io.github.quotary.evidence.log;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.evidence.text.JsonText;
import io.github.quotary.evidence.text.JsonTextException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the members of a JSON document that hold a log. */
final class LogMembers {
  private static final int MAX_DEPTH = 6;
  private static final int MIN_BYTE = -128;
  private static final int MAX_BYTE = 255;

  /** Without underscores, in lower case. */
  private static final Set<String> NAMES = Set.of("eventlog", "cceventlog", "ccel", "cceldata");

  private static final String ATTESTATION = "attestation";

  private LogMembers() {}

  /**
   * A log.
   *
   * @param place names of members with dots between
   */
  record Found(String place, JsonNode value, boolean isAttestation) {}

  /** Whether an object is one of dstack's events. */
  static boolean isEvent(JsonNode node) {
    return node.has("imr") && node.has("event_type");
  }

  /**
   * The logs that lie least deep; those that lie deeper are parts of other documents. An
   * attestation counts if there is nothing else.
   */
  static List<Found> in(JsonNode root) {
    List<Found> level = List.of(new Found("", root, false));
    for (int depth = 0; depth < MAX_DEPTH && !level.isEmpty(); depth++) {
      List<Found> logs = new ArrayList<>();
      List<Found> attestations = new ArrayList<>();
      List<Found> next = new ArrayList<>();
      for (Found each : level) {
        visit(each, logs, attestations, next);
      }
      if (!logs.isEmpty() || !attestations.isEmpty()) {
        return logs.isEmpty() ? attestations : logs;
      }
      level = next;
    }
    return List.of();
  }

  private static void visit(
      Found container, List<Found> logs, List<Found> attestations, List<Found> next) {
    if (container.value().isArray()) {
      for (int i = 0; i < container.value().size(); i++) {
        JsonNode element = container.value().get(i);
        if (element.isContainerNode()) {
          next.add(new Found(container.place() + "[" + i + "]", element, false));
        }
      }
      return;
    }
    for (Map.Entry<String, JsonNode> member : container.value().properties()) {
      String place = (container.place().isEmpty() ? "" : container.place() + ".") + member.getKey();
      JsonNode value = member.getValue();
      String name = member.getKey().replace("_", "").toLowerCase(Locale.ROOT);
      if (NAMES.contains(name) && isLog(value)) {
        logs.add(new Found(place, value, false));
      } else if (name.equals(ATTESTATION) && value.isTextual() && !value.textValue().isBlank()) {
        attestations.add(new Found(place, value, true));
      } else if (value.isContainerNode()) {
        next.add(new Found(place, value, false));
      } else if (value.isTextual() && value.textValue().startsWith("{")) {
        inner(value.textValue()).ifPresent(tree -> next.add(new Found(place, tree, false)));
      }
    }
  }

  /** An array of events or bytes, a Buffer of Node.js, or a text. */
  private static boolean isLog(JsonNode value) {
    return value.isArray()
        || (value.isTextual() && !value.textValue().isBlank())
        || isBuffer(value);
  }

  private static boolean isBuffer(JsonNode value) {
    return value.path("type").asText().equals("Buffer") && value.path("data").isArray();
  }

  private static Optional<JsonNode> inner(String text) {
    try {
      return Optional.of(JsonText.tree(text));
    } catch (JsonTextException e) {
      return Optional.empty();
    }
  }

  /** The bytes of an array of numbers from -128 to 255, or of a Buffer of Node.js. */
  static Optional<byte[]> bytes(JsonNode node) {
    JsonNode array = isBuffer(node) ? node.path("data") : node;
    if (!array.isArray() || array.isEmpty()) {
      return Optional.empty();
    }
    byte[] bytes = new byte[array.size()];
    for (int i = 0; i < bytes.length; i++) {
      JsonNode element = array.get(i);
      if (!element.isInt() || element.intValue() < MIN_BYTE || element.intValue() > MAX_BYTE) {
        return Optional.empty();
      }
      bytes[i] = (byte) element.intValue();
    }
    return Optional.of(bytes);
  }
}
