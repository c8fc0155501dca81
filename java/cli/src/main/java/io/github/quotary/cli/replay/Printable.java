package io.github.quotary.cli.replay;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** Text of strangers, made harmless for a terminal. */
final class Printable {
  private static final int MAX_LINE = 400;

  private Printable() {}

  /** The text with everything that a terminal could act on escaped. */
  static String of(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (isHarmless(c)) {
                printable.appendCodePoint(c);
              } else {
                printable.append(String.format("\\u{%x}", c));
              }
            });
    return printable.toString();
  }

  private static boolean isHarmless(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> codePoint != '\\';
    };
  }

  private static boolean isText(int codePoint) {
    return isHarmless(codePoint) || codePoint == '\\' || codePoint == '\n' || codePoint == '\t';
  }

  /** The text, cut if it is long. */
  static String cut(String text) {
    return text.length() <= MAX_LINE
        ? text
        : text.substring(0, MAX_LINE) + "... (" + text.length() + " characters)";
  }

  /** The bytes as text if they are harmless UTF-8, NULs at the end left out; else empty. */
  static Optional<String> text(ByteBuffer bytes) {
    int end = bytes.limit();
    while (end > 0 && bytes.get(end - 1) == 0) {
      end--;
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes.slice(0, end)).toString();
      return !text.isEmpty() && text.codePoints().allMatch(Printable::isText)
          ? Optional.of(text)
          : Optional.empty();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The bytes in hexadecimal. */
  static String hex(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(bytes.position(), copy);
    return HexFormat.of().formatHex(copy);
  }
}
