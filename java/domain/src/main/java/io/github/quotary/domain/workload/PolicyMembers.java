package io.github.quotary.domain.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.StrictJson;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.quote.Measurement;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads members of a policy's JSON by their types; errors name the member's JSON pointer. */
final class PolicyMembers {
  private PolicyMembers() {}

  static void requireMembers(JsonNode object, Set<String> known, String where)
      throws MalformedException {
    Set<String> unknown = new TreeSet<>();
    object.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new MalformedException(
          0,
          where
              + "/"
              + unknown.iterator().next()
              + " is unknown; the members are "
              + String.join(", ", new TreeSet<>(known)));
    }
  }

  static Optional<Instant> instant(ObjectNode root, String name) throws MalformedException {
    Optional<String> text = StrictJson.optionalString(root, name);
    try {
      return text.map(Instant::parse);
    } catch (DateTimeException e) {
      throw new MalformedException(
          0, "/" + name + " is not a valid time; write one such as 2026-08-20T00:00:00Z");
    }
  }

  /** Where values are from, by their JSON pointers (RFC 6901): for people, and never compared. */
  static void requireOrigins(ObjectNode root) throws MalformedException {
    JsonNode origins = root.path("origins");
    if (!origins.isMissingNode() && !origins.isObject()) {
      throw new MalformedException(0, "/origins must be an object");
    }
    for (Map.Entry<String, JsonNode> origin : origins.properties()) {
      if (!origin.getValue().isTextual()) {
        throw new MalformedException(0, "/origins: '" + origin.getKey() + "' must be a string");
      }
      if (!isThere(root, origin.getKey())) {
        throw new MalformedException(
            0, "/origins: there is nothing at '" + origin.getKey() + "' in the policy");
      }
    }
  }

  private static boolean isThere(ObjectNode root, String pointer) {
    try {
      return !pointer.isEmpty() && !root.at(pointer).isMissingNode();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static List<JsonNode> array(ObjectNode root, String name) throws MalformedException {
    JsonNode array = root.path(name);
    List<JsonNode> elements = new ArrayList<>();
    if (array.isMissingNode()) {
      return elements;
    }
    if (!array.isArray() || array.isEmpty()) {
      throw new MalformedException(
          0, "/" + name + " must be an array with at least one element; omit it for none");
    }
    array.forEach(elements::add);
    return elements;
  }

  static List<String> texts(ObjectNode root, String name) throws MalformedException {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : array(root, name)) {
      if (!element.isTextual() || texts.contains(element.textValue())) {
        throw new MalformedException(
            0, "/" + name + "/" + texts.size() + " must be a string and must not repeat");
      }
      texts.add(element.textValue());
    }
    return texts;
  }

  static Set<Measurement> hexes(ObjectNode root, String name, int size) throws MalformedException {
    Set<Measurement> values = new LinkedHashSet<>();
    for (String text : texts(root, name)) {
      String where = "/" + name + "/" + values.size();
      Measurement value = StrictJson.hex(text, where);
      if (value.size() != size) {
        throw new MalformedException(0, where + " has " + value.size() + " bytes, not " + size);
      }
      values.add(value);
    }
    return values;
  }

  static <T> T value(String complaint, Reading<T> reading) throws MalformedException {
    if (reading instanceof Reading.Read<T> read) {
      return read.value();
    }
    throw new MalformedException(0, complaint + reading.problem().orElse(""));
  }
}
