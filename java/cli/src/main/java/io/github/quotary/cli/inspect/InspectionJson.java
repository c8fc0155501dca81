package io.github.quotary.cli.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An inspection for a program. A field is its value, or {@code {value, meaning}} where the value
 * has a meaning; a structure is an object, bytes are lower-case hexadecimal.
 */
public final class InspectionJson {
  private final ObjectNode offsets = JsonNodeFactory.instance.objectNode();

  private InspectionJson() {}

  /**
   * The inspection.
   *
   * @param offsets whether to add where each field lies
   */
  public static ObjectNode of(Inspection inspection, boolean offsets) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("verified", false);
    json.put("notice", Inspection.NOTICE);
    json.put("wellFormed", inspection.isWellFormed());
    inspection
        .problem()
        .ifPresent(
            problem -> {
              ObjectNode node = json.putObject("problem");
              node.put("offset", problem.offset());
              node.put("detail", problem.problem());
            });
    inspection
        .stop()
        .ifPresent(
            stop -> {
              ObjectNode node = json.putObject("stop");
              node.put("offset", stop.offset());
              node.put("reason", stop.reason());
            });
    inspection.root().part().ifPresent(part -> json.put("size", part.available()));
    InspectionJson writer = new InspectionJson();
    json.set("quote", writer.json(inspection.root(), ""));
    if (offsets) {
      json.set("offsets", writer.offsets);
    }
    return json;
  }

  private JsonNode json(Node node, String path) {
    node.part()
        .filter(part -> !path.isEmpty())
        .ifPresent(
            part -> {
              ArrayNode range = offsets.putArray(path);
              range.add(part.offset()).add(part.available());
            });
    JsonNode value = node.value().orElse(null);
    if (value == null) {
      return node.isList() ? list(node, path) : object(node, path);
    }
    return node.meaning()
        .<JsonNode>map(
            meaning ->
                JsonNodeFactory.instance
                    .objectNode()
                    .<ObjectNode>set("value", value)
                    .set("meaning", meaning.json()))
        .orElse(value);
  }

  private ArrayNode list(Node node, String path) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    node.children().forEach(child -> array.add(json(child, path + "/" + array.size())));
    return array;
  }

  private ObjectNode object(Node node, String path) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    node.children()
        .forEach(child -> object.set(child.name(), json(child, path + "/" + child.name())));
    return object;
  }
}
