package io.github.quotary.service.trustee;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Arrays;
import java.util.Optional;

/**
 * Data that a field of the quote must be made of.
 *
 * @param expected how the field must begin; zeros follow. Empty where nothing is asked for
 * @param claims what the token says of the data; null where it has only bytes
 */
record Bound(Optional<byte[]> expected, JsonNode claims) {
  static final Bound NOTHING = new Bound(Optional.empty(), NullNode.getInstance());

  static Bound bytes(byte[] expected) {
    return new Bound(Optional.of(expected), NullNode.getInstance());
  }

  /** The field's value, of this size: followed by zeros, or cut. */
  Optional<byte[]> field(int size) {
    return expected.map(bytes -> Arrays.copyOf(bytes, size));
  }
}
