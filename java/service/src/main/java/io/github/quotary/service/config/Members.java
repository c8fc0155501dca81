package io.github.quotary.service.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.quotary.quote.Measurement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** An object of the configuration, whose members are taken one by one. Not thread-safe. */
final class Members {
  private final JsonNode object;
  private final String place;
  private final Path folder;
  private final Set<String> known = new HashSet<>();

  /**
   * An object.
   *
   * @param place its path, for messages; empty for the whole
   * @param folder file names are relative to it
   */
  Members(JsonNode object, String place, Path folder) {
    if (!object.isObject()) {
      throw new SettingsException(place + " is " + shown(object) + "; an object is needed");
    }
    this.object = object;
    this.place = place;
    this.folder = folder;
  }

  private static String shown(JsonNode node) {
    String text = node.toString();
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }

  String place(String name) {
    return place.isEmpty() ? name : place + "." + name;
  }

  boolean has(String name) {
    return object.has(name);
  }

  Optional<JsonNode> take(String name) {
    known.add(name);
    return Optional.ofNullable(object.get(name));
  }

  SettingsException wrong(String name, JsonNode value, String allowed) {
    return new SettingsException(place(name) + " is " + shown(value) + "; " + allowed);
  }

  Members object(String name) {
    return new Members(
        take(name).orElse(JsonNodeFactory.instance.objectNode()), place(name), folder);
  }

  Optional<Members> optionalObject(String name) {
    return take(name).map(node -> new Members(node, place(name), folder));
  }

  boolean flag(String name, boolean otherwise) {
    JsonNode node = take(name).orElse(null);
    if (node == null) {
      return otherwise;
    }
    if (!node.isBoolean()) {
      throw wrong(name, node, "true or false is possible");
    }
    return node.booleanValue();
  }

  long number(String name, long otherwise, long min, long max) {
    JsonNode node = take(name).orElse(null);
    if (node == null) {
      return otherwise;
    }
    if (!node.isIntegralNumber()
        || !node.canConvertToLong()
        || node.longValue() < min
        || node.longValue() > max) {
      throw wrong(name, node, "a whole number from " + min + " to " + max + " is possible");
    }
    return node.longValue();
  }

  int integer(String name, int otherwise, int min, int max) {
    return (int) number(name, otherwise, min, max);
  }

  Duration seconds(String name, int otherwise, int min, int max) {
    return Duration.ofSeconds(number(name, otherwise, min, max));
  }

  Optional<String> text(String name) {
    JsonNode node = take(name).orElse(null);
    if (node == null) {
      return Optional.empty();
    }
    if (!node.isTextual() || node.textValue().isBlank()) {
      throw wrong(name, node, "a text is needed");
    }
    return Optional.of(node.textValue());
  }

  Optional<Path> file(String name) {
    return text(name).map(this::resolved);
  }

  Path resolved(String name) {
    return folder.resolve(name);
  }

  Path requiredFile(String name) {
    return file(name).orElseThrow(() -> new SettingsException(place(name) + " is missing"));
  }

  String requiredText(String name) {
    return text(name).orElseThrow(() -> new SettingsException(place(name) + " is missing"));
  }

  /** Bytes in hexadecimal. */
  Measurement bytes(String name, int size) {
    String hex = requiredText(name);
    try {
      byte[] bytes = HexFormat.of().parseHex(hex);
      if (bytes.length == size) {
        return Measurement.of(bytes);
      }
    } catch (IllegalArgumentException e) {
      // It is told below.
    }
    throw new SettingsException(
        place(name) + " must be " + size + " bytes, " + 2 * size + " hexadecimal digits");
  }

  Iterable<String> names() {
    return object::fieldNames;
  }

  /** To be called last: an unknown member is a mistake. */
  void end() {
    for (String name : names()) {
      if (!known.contains(name)) {
        throw new SettingsException(
            place(name)
                + " is unknown; the members here are "
                + known.stream().sorted().collect(Collectors.joining(", ")));
      }
    }
  }
}
