package io.github.quotary.evidence.input;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.evidence.text.JsonText;
import io.github.quotary.evidence.text.JsonTextException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Finds the quote in a file: raw, hexadecimal, base64, JSON with a member {@code quote} in either
 * encoding, or a JSON array of byte values. Anything else is taken as raw bytes, for the verifier
 * to reject; so is JSON with a member twice, or with something after it.
 */
public final class QuoteDecoder {
  private QuoteDecoder() {}

  /**
   * The quote of a file, of standard input ({@code -}) or of a vector directory.
   *
   * @throws InputException if it cannot be read
   */
  public static byte[] read(String name) {
    return QuoteDirectory.named(name)
        .map(QuoteDirectory::quote)
        .orElseGet(() -> decode(BoundedFiles.read(name)));
  }

  /** The quote's bytes. */
  public static byte[] decode(byte[] input) {
    if (!isText(input)) {
      return input;
    }
    String text = new String(input, StandardCharsets.US_ASCII).strip();
    byte[] decoded = text.startsWith("{") || text.startsWith("[") ? fromJson(text) : fromText(text);
    return decoded == null ? input : decoded;
  }

  private static boolean isText(byte[] input) {
    for (byte b : input) {
      boolean space = b == ' ' || b == '\n' || b == '\r' || b == '\t';
      if (!space && (b < ' ' || b > '~')) {
        return false;
      }
    }
    return true;
  }

  private static byte @Nullable [] fromJson(String text) {
    try {
      return fromJson(JsonText.tree(text));
    } catch (JsonTextException e) {
      return null;
    }
  }

  /**
   * The quote of an object's member {@code quote}, or of an array of bytes; null if there is none.
   */
  public static byte @Nullable [] fromJson(JsonNode root) {
    JsonNode quote = root.isObject() ? root.path("quote") : root;
    if (quote.isTextual()) {
      return fromText(quote.textValue().strip());
    }
    return quote.isArray() ? fromArray(quote) : null;
  }

  private static byte @Nullable [] fromArray(JsonNode array) {
    byte[] bytes = new byte[array.size()];
    for (int i = 0; i < bytes.length; i++) {
      JsonNode element = array.get(i);
      if (!element.isInt() || element.intValue() < -128 || element.intValue() > 255) {
        return null;
      }
      bytes[i] = (byte) element.intValue();
    }
    return bytes;
  }

  /** Hexadecimal, with or without 0x, or base64 of either alphabet; white space is dropped. */
  static byte @Nullable [] fromText(String text) {
    String compact = text.replaceAll("\\s", "");
    String hex =
        compact.startsWith("0x") || compact.startsWith("0X") ? compact.substring(2) : compact;
    if (!hex.isEmpty() && hex.length() % 2 == 0 && hex.chars().allMatch(HexFormat::isHexDigit)) {
      return HexFormat.of().parseHex(hex);
    }
    try {
      return Base64.getDecoder().decode(compact.replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Parses a file that must be JSON. */
  static JsonNode readTree(byte[] json, String name) {
    try {
      return JsonText.tree(json);
    } catch (JsonTextException e) {
      throw new InputException(name + " is not valid JSON: " + e.problem());
    }
  }
}
