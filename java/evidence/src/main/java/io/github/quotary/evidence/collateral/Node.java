package io.github.quotary.evidence.collateral;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A JSON value that remembers which bytes of its text it is. */
sealed interface Node {
  /**
   * An object.
   *
   * @param members in their order
   * @param source the text
   * @param start of the object in the text, at its brace
   * @param end behind its other brace
   */
  record Obj(Map<String, Node> members, byte[] source, int start, int end) implements Node {
    /** The object's bytes, as they stand. */
    byte[] bytes() {
      return Arrays.copyOfRange(source, start, end);
    }

    @Override
    public String kind() {
      return "an object";
    }
  }

  /** An array of anything but bytes. */
  record Arr(List<Node> elements) implements Node {
    @Override
    public String kind() {
      return elements.isEmpty() ? "an empty array" : "an array of other values than bytes";
    }
  }

  /** An array of numbers from -128 to 255, alone or in a Buffer of Node.js. */
  record Bytes(byte[] bytes) implements Node {
    @Override
    public String kind() {
      return "an array of bytes";
    }
  }

  /** A text. */
  record Text(String value) implements Node {
    @Override
    public String kind() {
      return value.isEmpty() ? "an empty text" : "a text";
    }
  }

  /** Anything else. */
  record Other(String kind) implements Node {}

  /** What it is, for messages. */
  String kind();
}
