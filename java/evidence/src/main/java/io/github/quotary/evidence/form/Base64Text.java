package io.github.quotary.evidence.form;

import io.github.quotary.evidence.part.Recognition;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Base64 of either alphabet, with or without padding and line breaks (RFC 4648), and {@code data:}
 * URLs with it (RFC 2397).
 */
final class Base64Text {
  private static final String URL = "data:";
  private static final String MARK = ";base64,";

  private Base64Text() {}

  static Optional<Recognition> read(byte[] bytes) {
    return Text.of(bytes)
        .map(Base64Text::withoutScheme)
        .flatMap(Base64Text::decode)
        .map(octets -> Text.decoded(octets, "base64"));
  }

  private static String withoutScheme(String text) {
    int data = text.indexOf(MARK);
    return text.startsWith(URL) && data > 0 ? text.substring(data + MARK.length()) : text;
  }

  /** The bytes, if the text is base64. Blanks at a line's start or end are layout. */
  static Optional<byte[]> decode(String text) {
    String digits =
        text.lines()
            .map(String::strip)
            .collect(Collectors.joining())
            .replace('-', '+')
            .replace('_', '/');
    if (digits.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(digits));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
