package io.github.quotary.evidence.collateral;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.quotary.evidence.text.JsonInput;
import io.github.quotary.evidence.text.JsonInputException;
import io.github.quotary.json.JsonProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one JSON text into nodes, in bounded memory. */
final class NodeReader {
  /** Nothing in them is looked at here, and they are most of a document. */
  private static final Set<String> SKIPPED =
      Set.of("tcbLevels", "tdxModuleIdentities", "tdxModule", "pck_certs");

  private static final int MAX_NODES = 1 << 18;
  private static final int MIN_BYTE = -128;
  private static final int MAX_BYTE = 255;

  private final byte[] text;
  private final JsonParser parser;
  private int nodes;

  private NodeReader(byte[] text, JsonParser parser) {
    this.text = text;
    this.parser = parser;
  }

  /**
   * The text's value.
   *
   * @throws JsonInputException if it is not strict JSON, or has too many values
   */
  static Node read(byte[] json) {
    byte[] text = JsonInput.withoutMark(json);
    try (JsonParser parser = JsonInput.parser(text)) {
      if (parser.nextToken() == null) {
        throw new JsonInputException("it is empty");
      }
      Node node = new NodeReader(text, parser).node();
      if (parser.nextToken() != null) {
        throw new JsonInputException("something follows the JSON value; remove it");
      }
      return node;
    } catch (IOException e) {
      throw new JsonInputException(JsonProblem.of(e));
    }
  }

  private Node node() throws IOException {
    if (++nodes > MAX_NODES) {
      throw new JsonInputException("it has more than " + MAX_NODES + " values");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> new Node.Text(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Node.Other("a number");
      case VALUE_NULL -> new Node.Other("null");
      default -> new Node.Other("true or false");
    };
  }

  private Node object() throws IOException {
    int start = (int) parser.currentTokenLocation().getByteOffset();
    Map<String, Node> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (SKIPPED.contains(name) && value.isStructStart()) {
        parser.skipChildren();
        members.put(name, new Node.Other("an array or object"));
      } else {
        members.put(name, node());
      }
    }
    int end = (int) parser.currentLocation().getByteOffset();
    boolean buffer = members.get("type") instanceof Node.Text type && type.value().equals("Buffer");
    return buffer && members.get("data") instanceof Node.Bytes bytes
        ? bytes
        : new Node.Obj(members, ByteBuffer.wrap(text, start, end - start).slice());
  }

  private Node array() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (parser.nextToken() == JsonToken.VALUE_NUMBER_INT && isByte()) {
      bytes.write(parser.getIntValue());
    }
    if (parser.currentToken() == JsonToken.END_ARRAY && bytes.size() > 0) {
      return new Node.Bytes(ByteBuffer.wrap(bytes.toByteArray()));
    }
    List<Node> elements = new ArrayList<>();
    for (int i = 0; i < bytes.size() && elements.isEmpty(); i++) {
      elements.add(new Node.Other("a number"));
    }
    for (; parser.currentToken() != JsonToken.END_ARRAY; parser.nextToken()) {
      elements.add(node());
    }
    return new Node.Arr(elements);
  }

  private boolean isByte() throws IOException {
    return parser.getNumberType() == JsonParser.NumberType.INT
        && parser.getIntValue() >= MIN_BYTE
        && parser.getIntValue() <= MAX_BYTE;
  }
}
