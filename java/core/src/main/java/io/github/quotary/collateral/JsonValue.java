package io.github.quotary.collateral;

import java.util.List;

/** A JSON value as far as Intel's documents need it. */
sealed interface JsonValue
    permits JsonObject, JsonValue.Array, JsonValue.Text, JsonValue.Int, JsonValue.Other {
  /** An array. */
  record Array(List<JsonValue> elements) implements JsonValue {}

  /** A string. */
  record Text(String value) implements JsonValue {}

  /** An integer literal that fits 64 bits. */
  record Int(long value) implements JsonValue {}

  /** Anything else: true, false, null, fractions, larger integers. */
  enum Other implements JsonValue {
    INSTANCE
  }
}
