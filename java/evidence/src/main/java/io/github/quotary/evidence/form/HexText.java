package io.github.quotary.evidence.form;

import io.github.quotary.evidence.part.Recognition;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Hexadecimal digits in either case. Line breaks and blanks between them do not count, nor do,
 * between bytes, {@code 0x}, {@code \\x}, colons, commas, dashes, quotation marks and brackets: so
 * arrays and strings of C are read as well.
 */
final class HexText {
  /** What may stand between two bytes, and around all of them. */
  private static final String SEPARATORS = ":,;-{}[]'\"";

  private HexText() {}

  static Optional<Recognition> read(byte[] bytes) {
    return Text.of(bytes).flatMap(HexText::decode).map(octets -> Text.decoded(octets, "hex"));
  }

  /** Whether {@code 0x} or {@code \\x} is at a place. */
  private static boolean isPrefix(String text, int index) {
    return text.startsWith("0x", index)
        || text.startsWith("0X", index)
        || text.startsWith("\\x", index);
  }

  /** The bytes, if the text is hexadecimal. */
  static Optional<byte[]> decode(String text) {
    StringBuilder digits = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isBetween = digits.length() % 2 == 0;
      if (isBetween && isPrefix(text, i)) {
        i++;
      } else if (HexFormat.isHexDigit(c)) {
        digits.append(c);
      } else if (!(Text.isSpace(c) || (isBetween && SEPARATORS.indexOf(c) >= 0))) {
        return Optional.empty();
      }
    }
    return digits.isEmpty() || digits.length() % 2 != 0
        ? Optional.empty()
        : Optional.of(HexFormat.of().parseHex(digits));
  }
}
