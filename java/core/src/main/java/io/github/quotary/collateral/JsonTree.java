package io.github.quotary.collateral;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the members of interest of one JSON object into memory. Depth is bounded as in Intel's QVL:
 * a container at depth 32, the signed object being depth 1, must be empty.
 */
final class JsonTree {
  /** Depth of the signed object's own container, the envelope, in the parser's counting. */
  private static final int ENVELOPE_DEPTH = 1;

  private static final int FULL_DEPTH = 32;

  /** Values of interest in one document; Intel's have a few thousand. Bounds memory. */
  static final int MAX_VALUES = 1 << 16;

  private final JsonParser parser;
  private final Set<String> known;
  private int values;

  JsonTree(JsonParser parser, Set<String> known) {
    this.parser = parser;
    this.known = known;
  }

  /** Reads the object whose start the parser stands on, up to its end. */
  JsonObject readObject(JsonPath path) throws IOException, JsonFormatException {
    Map<String, JsonValue> members = new HashMap<>();
    while (next() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      next();
      if (known.contains(name)) {
        members.put(name, readValue(path.member(name)));
      } else {
        skip();
      }
    }
    return new JsonObject(path, members);
  }

  private JsonValue readValue(JsonPath path) throws IOException, JsonFormatException {
    if (++values > MAX_VALUES) {
      throw new JsonFormatException("The document has more than " + MAX_VALUES + " values");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> readObject(path);
      case START_ARRAY -> readArray(path);
      case VALUE_STRING -> new JsonValue.Text(parser.getText());
      case VALUE_NUMBER_INT -> readInteger();
      default -> JsonValue.Other.INSTANCE;
    };
  }

  private JsonValue readArray(JsonPath path) throws IOException, JsonFormatException {
    List<JsonValue> elements = new ArrayList<>(0);
    while (next() != JsonToken.END_ARRAY) {
      elements.add(readValue(path.element(elements.size())));
    }
    return new JsonValue.Array(elements);
  }

  private JsonValue readInteger() throws IOException {
    return switch (parser.getNumberType()) {
      case INT, LONG -> new JsonValue.Int(parser.getLongValue());
      default -> JsonValue.Other.INSTANCE;
    };
  }

  private void skip() throws IOException, JsonFormatException {
    int open = 0;
    JsonToken token = parser.currentToken();
    while (true) {
      if (token.isStructStart()) {
        open++;
      } else if (token.isStructEnd()) {
        open--;
      }
      if (open == 0) {
        return;
      }
      token = next();
    }
  }

  private JsonToken next() throws IOException, JsonFormatException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new JsonFormatException("The document ends early");
    }
    if (!token.isStructEnd()) {
      int context = parser.getParsingContext().getNestingDepth();
      int container = (token.isStructStart() ? context - 1 : context) - ENVELOPE_DEPTH;
      if (container >= FULL_DEPTH) {
        throw new JsonFormatException("JSON is nested " + FULL_DEPTH + " deep");
      }
    }
    return token;
  }
}
