package io.github.quotary.guest.agent;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.quotary.json.JsonProblem;
import io.github.quotary.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The members of an answer: one JSON object, in which a member that is null counts as absent.
 * Immutable.
 */
final class AgentObject {
  private static final int MAX_DEPTH = 64;

  /** The body's limit is the limit of its texts, too. */
  private static final JsonFactory JSON = StrictJson.factory(MAX_DEPTH, Integer.MAX_VALUE);

  private final Map<String, Value> members;

  /** A text, decoded; or any other value, as it stands in the answer. */
  private record Value(boolean isText, String text) {}

  private AgentObject(Map<String, Value> members) {
    this.members = members;
  }

  static AgentObject read(byte[] json) throws AgentFormatException {
    Optional<String> problem = StrictJson.encodingProblem(json);
    if (problem.isPresent()) {
      throw new AgentFormatException("not JSON: " + problem.get());
    }
    if (StrictJson.markLength(json) > 0) {
      throw new AgentFormatException("not JSON: it begins with a byte order mark");
    }
    try (JsonParser in = JSON.createParser(json)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new AgentFormatException("it is not a JSON object");
      }
      Map<String, Value> members = new HashMap<>();
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        JsonToken token = in.nextToken();
        Value value =
            token == JsonToken.VALUE_STRING
                ? new Value(true, in.getText())
                : new Value(false, source(in, json));
        if (token != JsonToken.VALUE_NULL) {
          members.put(name, value);
        }
      }
      if (in.nextToken() != null) {
        throw new AgentFormatException("something follows the JSON object");
      }
      return new AgentObject(members);
    } catch (IOException e) {
      throw new AgentFormatException("not strict JSON: " + JsonProblem.of(e));
    }
  }

  /** The text of the current value, which the parser passes. */
  private static String source(JsonParser in, byte[] json) throws IOException {
    int start = (int) in.currentTokenLocation().getByteOffset();
    int depth = 0;
    for (JsonToken token = in.currentToken(); ; token = in.nextToken()) {
      if (token == null) {
        throw new IOException("it ends too early");
      }
      // Also what a parser could skip is looked at.
      in.finishToken();
      depth += token.isStructStart() ? 1 : 0;
      depth -= token.isStructEnd() ? 1 : 0;
      if (depth == 0) {
        break;
      }
    }
    int end = (int) in.currentLocation().getByteOffset();
    return new String(json, start, end - start, StandardCharsets.UTF_8).strip();
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  /** A text that must be there, and not be empty. */
  String text(String name) throws AgentFormatException {
    return optionalText(name)
        .orElseThrow(() -> new AgentFormatException("member " + name + " is missing or empty"));
  }

  /** A text; empty if it is absent or empty. */
  Optional<String> optionalText(String name) throws AgentFormatException {
    @Nullable Value value = members.get(name);
    if (value != null && !value.isText()) {
      throw new AgentFormatException("member " + name + " is not a text");
    }
    return value == null || value.text().isEmpty() ? Optional.empty() : Optional.of(value.text());
  }

  /** JSON in a text, or the value itself, as it stands in the answer. */
  Optional<String> textOrJson(String name) {
    @Nullable Value value = members.get(name);
    return value == null || value.text().isEmpty() ? Optional.empty() : Optional.of(value.text());
  }

  /** An array of texts; empty if it is absent. */
  List<String> texts(String name) throws AgentFormatException {
    @Nullable Value value = members.get(name);
    if (value == null) {
      return List.of();
    }
    if (value.isText() || !value.text().startsWith("[")) {
      throw new AgentFormatException("member " + name + " is not an array");
    }
    try (JsonParser in = JSON.createParser(value.text())) {
      in.nextToken();
      List<String> texts = new ArrayList<>();
      while (in.nextToken() != JsonToken.END_ARRAY) {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
          throw new AgentFormatException("member " + name + " has elements that are not texts");
        }
        texts.add(in.getText());
      }
      return List.copyOf(texts);
    } catch (IOException e) {
      throw new AgentFormatException("member " + name + " is not strict JSON");
    }
  }

  /** Bytes in hexadecimal that must be there. */
  byte[] hex(String name) throws AgentFormatException {
    return bytes(text(name), name);
  }

  /** Bytes in hexadecimal; empty if absent or empty. */
  Optional<byte[]> optionalHex(String name) throws AgentFormatException {
    Optional<String> text = optionalText(name);
    return text.isEmpty() ? Optional.empty() : Optional.of(bytes(text.get(), name));
  }

  static byte[] bytes(String hex, String name) throws AgentFormatException {
    try {
      return HexFormat.of().parseHex(hex);
    } catch (IllegalArgumentException e) {
      throw new AgentFormatException("member " + name + " is not hexadecimal");
    }
  }
}
