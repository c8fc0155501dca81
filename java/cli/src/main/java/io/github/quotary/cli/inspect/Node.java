package io.github.quotary.cli.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.quotary.quote.QuotePart;
import io.github.quotary.quote.TcbComponents;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing to show: a field with its value, or a structure with its parts.
 *
 * @param name unique among its siblings
 * @param partOrNull position in the quote; null if the value was decoded from another one
 * @param valueOrNull text, number, numbers or boolean; null for structures
 * @param meaningOrNull the meaning of the value
 * @param isList whether the children are a list, so that their names do not count in JSON
 * @param children parts of a structure
 */
record Node(
    String name,
    @Nullable QuotePart partOrNull,
    @Nullable JsonNode valueOrNull,
    @Nullable Meaning meaningOrNull,
    boolean isList,
    List<Node> children) {

  static Node value(String name, String value) {
    return new Node(name, null, TextNode.valueOf(value), null, false, List.of());
  }

  static Node value(String name, long value) {
    return new Node(name, null, LongNode.valueOf(value), null, false, List.of());
  }

  static Node value(String name, boolean value) {
    return new Node(name, null, BooleanNode.valueOf(value), null, false, List.of());
  }

  /** Sixteen numbers. */
  static Node value(String name, TcbComponents value) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < TcbComponents.COUNT; i++) {
      array.add(value.svn(i));
    }
    return new Node(name, null, array, null, false, List.of());
  }

  static Node structure(String name, List<Node> children) {
    return new Node(name, null, null, null, false, children);
  }

  static Node list(String name, List<Node> children) {
    return new Node(name, null, null, null, true, children);
  }

  Node at(QuotePart part) {
    return new Node(name, part, valueOrNull, meaningOrNull, isList, children);
  }

  Node meaning(@Nullable Meaning meaning) {
    return new Node(name, partOrNull, valueOrNull, meaning, isList, children);
  }

  Node with(List<Node> newChildren) {
    return new Node(name, partOrNull, valueOrNull, meaningOrNull, isList, newChildren);
  }

  Optional<QuotePart> part() {
    return Optional.ofNullable(partOrNull);
  }

  Optional<JsonNode> value() {
    return Optional.ofNullable(valueOrNull);
  }

  Optional<Meaning> meaning() {
    return Optional.ofNullable(meaningOrNull);
  }
}
