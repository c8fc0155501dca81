package io.github.quotary.evidence.form;

import io.github.quotary.evidence.part.Recognition;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Hexadecimal digits in either case, with or without {@code 0x}; line breaks and blanks between
 * them do not count, nor do colons between bytes.
 */
final class HexText {
  private HexText() {}

  static Optional<Recognition> read(byte[] bytes) {
    return Text.of(bytes).flatMap(HexText::decode).map(octets -> Text.decoded(octets, "hex"));
  }

  /** The bytes, if the text is hexadecimal. */
  static Optional<byte[]> decode(String text) {
    int start = text.startsWith("0x") || text.startsWith("0X") ? 2 : 0;
    StringBuilder digits = new StringBuilder(text.length());
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (HexFormat.isHexDigit(c)) {
        digits.append(c);
      } else if (!(Text.isSpace(c) || (c == ':' && digits.length() % 2 == 0))) {
        return Optional.empty();
      }
    }
    return digits.isEmpty() || digits.length() % 2 != 0
        ? Optional.empty()
        : Optional.of(HexFormat.of().parseHex(digits));
  }
}
