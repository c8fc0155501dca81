package io.github.quotary.collateral;

import io.github.quotary.quote.Measurement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An object of a signed document with typed access; each access fails with the member's path.
 *
 * @param path where it stands, for messages
 * @param members its members of interest
 */
record JsonObject(JsonPath path, Map<String, JsonValue> members) implements JsonValue {
  static final long MAX_UINT = 0xffffffffL;

  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z");
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'")
          .withResolverStyle(ResolverStyle.STRICT);

  boolean has(String name) {
    return members.containsKey(name);
  }

  JsonFormatException invalid(String name, String needed) {
    return new JsonFormatException(
        path + "." + name + (has(name) ? " is not " + needed : " is missing"));
  }

  JsonObject object(String name) throws JsonFormatException {
    if (members.get(name) instanceof JsonObject object) {
      return object;
    }
    throw invalid(name, "an object");
  }

  String string(String name) throws JsonFormatException {
    if (members.get(name) instanceof Text text) {
      return text.value();
    }
    throw invalid(name, "a string");
  }

  /** An integer literal from 0 to the given maximum. */
  long integer(String name, long max) throws JsonFormatException {
    if (members.get(name) instanceof Int number && number.value() >= 0 && number.value() <= max) {
      return number.value();
    }
    throw invalid(name, "an integer from 0 to " + max);
  }

  /** An unsigned 32-bit integer. */
  long uint(String name) throws JsonFormatException {
    return integer(name, MAX_UINT);
  }

  /** Bytes in hexadecimal of either letter case, of exactly this length. */
  Measurement hex(String name, int bytes) throws JsonFormatException {
    if (members.get(name) instanceof Text text
        && text.value().length() == 2 * bytes
        && text.value().chars().allMatch(HexFormat::isHexDigit)) {
      return Measurement.fromHex(text.value());
    }
    throw invalid(name, 2 * bytes + " hexadecimal digits");
  }

  /** Exactly {@code YYYY-MM-DDThh:mm:ssZ}, a time that exists. */
  Instant date(String name) throws JsonFormatException {
    if (members.get(name) instanceof Text text && DATE.matcher(text.value()).matches()) {
      try {
        return LocalDateTime.parse(text.value(), FORMAT).toInstant(ZoneOffset.UTC);
      } catch (DateTimeParseException e) {
        throw invalid(name, "a date that exists");
      }
    }
    throw invalid(name, "a date of the form YYYY-MM-DDThh:mm:ssZ");
  }

  /** The objects of an array that must be there; it may be empty. */
  List<JsonObject> objects(String name) throws JsonFormatException {
    if (!(members.get(name) instanceof Array array)) {
      throw invalid(name, "an array");
    }
    List<JsonObject> objects = new ArrayList<>();
    for (JsonValue element : array.elements()) {
      if (!(element instanceof JsonObject object)) {
        throw invalid(name, "an array of objects");
      }
      objects.add(object);
    }
    return objects;
  }

  /** The objects of an array that must be there and must not be empty. */
  List<JsonObject> someObjects(String name) throws JsonFormatException {
    List<JsonObject> objects = objects(name);
    if (objects.isEmpty()) {
      throw invalid(name, "a non-empty array");
    }
    return objects;
  }

  /** The strings of an array that may be absent, but not null. */
  List<String> optionalStrings(String name) throws JsonFormatException {
    if (!has(name)) {
      return List.of();
    }
    if (!(members.get(name) instanceof Array array)) {
      throw invalid(name, "an array of strings");
    }
    List<String> strings = new ArrayList<>();
    for (JsonValue element : array.elements()) {
      if (!(element instanceof Text text)) {
        throw invalid(name, "an array of strings");
      }
      strings.add(text.value());
    }
    return List.copyOf(strings);
  }

  /** Fails unless the member is absent or a string. */
  void requireOptionalString(String name) throws JsonFormatException {
    if (has(name)) {
      string(name);
    }
  }
}
