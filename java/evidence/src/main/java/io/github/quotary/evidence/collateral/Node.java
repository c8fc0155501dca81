package io.github.quotary.evidence.collateral;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** A JSON value that remembers which bytes of its text it is. */
sealed interface Node {
  /**
   * An object.
   *
   * @param members in their order
   * @param text the object's bytes as they stand, from its brace to the other
   */
  record Obj(Map<String, Node> members, ByteBuffer text) implements Node {
    /** The object's bytes, as they stand. */
    byte[] bytes() {
      return copy(text);
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
  record Bytes(ByteBuffer content) implements Node {
    byte[] bytes() {
      return copy(content);
    }

    @Override
    public String kind() {
      return "an array of bytes";
    }
  }

  /** A text. */
  record Text(String value) implements Node {
    @Override
    public String kind() {
      return "a text";
    }
  }

  /** Anything else. */
  record Other(String kind) implements Node {}

  private static byte[] copy(ByteBuffer view) {
    byte[] bytes = new byte[view.remaining()];
    view.duplicate().get(bytes);
    return bytes;
  }

  /** What it is, for messages. */
  String kind();
}
