package io.github.quotary.evidence.form;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.evidence.part.Part;
import io.github.quotary.evidence.part.Recognition;
import io.github.quotary.evidence.text.JsonInput;
import io.github.quotary.evidence.text.JsonInputException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * JSON that has quotes somewhere. A member that is named like a quote must be one: text in any
 * form, an array of bytes, or Node's {@code Buffer}. Any other text counts if a quote comes out of
 * it; JSON in a text is looked into likewise.
 */
final class JsonForm {
  /**
   * Names of a quote, in lower case without separators. Their value must be one, if there is one.
   */
  private static final Set<String> NAMES =
      Set.of(
          "quote",
          "intelquote",
          "tdxquote",
          "tdquote",
          "quotehex",
          "quotebase64",
          "rawquote",
          "outblob");

  /** The shortest text of a quote: 1020 bytes in base64. */
  private static final int MIN_TEXT = 1360;

  private static final int MIN_BYTES = 48;
  private static final int MAX_DEPTH = 64;
  private static final int MAX_PARTS = 10_000;
  private static final int LISTED = 12;
  private static final int MAX_NAME = 40;

  private final List<Part> parts = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private JsonForm() {}

  static Optional<Recognition> read(byte[] bytes) {
    if (Text.startingWith(bytes, "{[\"").isEmpty()) {
      return Optional.empty();
    }
    JsonNode root;
    try {
      root = JsonInput.tree(bytes);
    } catch (JsonInputException e) {
      return Optional.of(new Recognition.Refused("not strict JSON: " + e.problem()));
    }
    JsonForm text = new JsonForm();
    if (root.isTextual()) {
      text.add(utf8(root.textValue()), "JSON string");
    } else if (isBytes(root)) {
      text.add(octets(root), "array of bytes");
    } else {
      text.walk(root, "", 0);
    }
    return Optional.of(text.answer(root));
  }

  private Recognition answer(JsonNode root) {
    if (parts.size() > MAX_PARTS) {
      return new Recognition.Refused("JSON with more than " + MAX_PARTS + " texts to look into");
    }
    if (!problems.isEmpty()) {
      return new Recognition.Refused(problems.get(0));
    }
    return new Recognition.Parts(parts, describe(root));
  }

  /** What the JSON is, where it has no quote. */
  static String describe(JsonNode root) {
    if (root.isArray()) {
      return "a JSON array of " + root.size() + " values; none holds a quote";
    }
    List<String> names = new ArrayList<>();
    root.fieldNames().forEachRemaining(names::add);
    if (names.isEmpty()) {
      return root.isObject() ? "an empty JSON object" : "JSON that is not an object";
    }
    List<String> shown = names.stream().limit(LISTED).map(JsonForm::shorten).toList();
    String more = names.size() > LISTED ? " and " + (names.size() - LISTED) + " more" : "";
    String members = names.size() == 1 ? "member " : "members ";
    return "JSON with "
        + members
        + String.join(", ", shown)
        + more
        + (names.size() == 1 ? "; it holds no quote" : "; none holds a quote");
  }

  private static String shorten(String name) {
    String plain = name.replaceAll("[^ -~]", "?");
    return plain.length() > MAX_NAME ? plain.substring(0, MAX_NAME) + "…" : plain;
  }

  private void walk(JsonNode node, String place, int depth) {
    if (depth > MAX_DEPTH || parts.size() > MAX_PARTS) {
      return;
    }
    if (depth > 0 && node.has("hcl_report") && node.has("td_quote")) {
      // Azure's evidence binds its quote to its other parts.
      add(utf8(node.toString()), place);
    } else if (node.isObject()) {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        String inner = (place.isEmpty() ? "member " : place + ".") + shorten(member.getKey());
        if (isNamed(member.getKey())) {
          named(member.getValue(), inner, depth);
        } else {
          value(member.getValue(), inner, depth);
        }
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        value(node.get(i), (place.isEmpty() ? "element " : place + ".") + i, depth);
      }
    }
  }

  private static boolean isNamed(String name) {
    return NAMES.contains(name.toLowerCase(Locale.ROOT).replaceAll("[_-]", ""));
  }

  /** The value of a member that is named like a quote. */
  private void named(JsonNode value, String place, int depth) {
    Optional<byte[]> octets = bytes(value);
    if (octets.isPresent()) {
      add(octets.get(), place);
    } else if (value.isTextual()) {
      if (!value.textValue().isBlank()) {
        add(utf8(value.textValue()), place);
      }
    } else if (value.isContainerNode()) {
      walk(value, place, depth + 1);
    } else if (!value.isNull()) {
      problems.add(
          place
              + " is a JSON "
              + value.getNodeType().name().toLowerCase(Locale.ROOT)
              + "; a quote is text or an array of bytes");
    }
  }

  private void value(JsonNode value, String place, int depth) {
    Optional<byte[]> octets = bytes(value);
    if (octets.isPresent()) {
      if (octets.get().length >= MIN_BYTES) {
        addIfQuote(octets.get(), place);
      }
    } else if (value.isTextual()) {
      if (value.textValue().length() >= MIN_TEXT) {
        addIfQuote(utf8(value.textValue()), place);
      }
    } else {
      walk(value, place, depth + 1);
    }
  }

  private void add(byte[] bytes, String place) {
    parts.add(new Part.Inner(ByteBuffer.wrap(bytes), place));
  }

  private void addIfQuote(byte[] bytes, String place) {
    parts.add(new Part.Perhaps(ByteBuffer.wrap(bytes), place));
  }

  /** An array of bytes, signed or not, or Node's Buffer with one. */
  private static Optional<byte[]> bytes(JsonNode value) {
    JsonNode array =
        value.isObject() && value.path("type").asText().equals("Buffer")
            ? value.path("data")
            : value;
    return isBytes(array) ? Optional.of(octets(array)) : Optional.empty();
  }

  private static boolean isBytes(JsonNode array) {
    if (!array.isArray() || array.isEmpty()) {
      return false;
    }
    for (JsonNode element : array) {
      if (!element.isInt() || element.intValue() < Byte.MIN_VALUE || element.intValue() > 0xff) {
        return false;
      }
    }
    return true;
  }

  private static byte[] octets(JsonNode array) {
    byte[] bytes = new byte[array.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) array.get(i).intValue();
    }
    return bytes;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
