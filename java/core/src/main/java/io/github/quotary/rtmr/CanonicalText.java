package io.github.quotary.rtmr;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The canonical JSON (RFC 8785) that dstack hashes for a version 2 event. */
final class CanonicalText {
  private static final HexFormat HEX = HexFormat.of();

  private CanonicalText() {}

  /** UTF-8 of {@code {"name":...,"payload":"<lower hex>","type":134217729}}. */
  static byte[] of(String name, ByteBuffer payload) {
    StringBuilder json = new StringBuilder("{\"name\":");
    appendString(json, name);
    json.append(",\"payload\":\"");
    for (int i = 0; i < payload.limit(); i++) {
      HEX.toHexDigits(json, payload.get(i));
    }
    json.append("\",\"type\":").append(EventType.DSTACK_RUNTIME.code()).append('}');
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A string as RFC 8785 section 3.2.2.2 writes it. */
  private static void appendString(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\b' -> json.append("\\b");
        case '\f' -> json.append("\\f");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          if (c < ' ') {
            json.append("\\u").append(HEX.toHexDigits(c));
          } else {
            json.append(c);
          }
        }
      }
    }
    json.append('"');
  }

  /** Whether the text has no lone surrogate, so that its UTF-8 stands for it and nothing else. */
  static boolean isUnicode(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}
