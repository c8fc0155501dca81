package io.github.quotary.cli.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/**
 * The meaning of a value.
 *
 * @param text for a person, one line
 * @param json for a program
 */
record Meaning(String text, JsonNode json) {
  static Meaning of(String text) {
    return new Meaning(text, TextNode.valueOf(text));
  }

  /** Names of the bits that are set. */
  static Meaning of(List<String> names) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    names.forEach(json::add);
    return new Meaning(names.isEmpty() ? "no bit set" : String.join(", ", names), json);
  }
}
