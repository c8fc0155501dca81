package io.github.quotary.evidence.text;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Bytes as text: hexadecimal or base64. Stateless. */
public final class BytesText {
  private BytesText() {}

  /**
   * The bytes of hexadecimal of either letter case, with or without {@code 0x}, or else of base64
   * of either alphabet, with or without padding; white space anywhere.
   *
   * @return empty if the text is neither, or has no digit
   */
  public static Optional<byte[]> decode(String text) {
    String compact = withoutSpace(text);
    boolean prefixed = compact.startsWith("0x") || compact.startsWith("0X");
    String hex = prefixed ? compact.substring(2) : compact;
    if (isHex(hex)) {
      return Optional.of(HexFormat.of().parseHex(hex));
    }
    if (compact.isEmpty() || prefixed) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(compact.replace('-', '+').replace('_', '/')));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether the text has an even number of hexadecimal digits, at least two, and nothing else. */
  public static boolean isHex(String text) {
    return !text.isEmpty()
        && text.length() % 2 == 0
        && text.chars().allMatch(HexFormat::isHexDigit);
  }

  private static String withoutSpace(String text) {
    StringBuilder compact = new StringBuilder(text.length());
    text.chars()
        .filter(c -> c != ' ' && c != '\t' && c != '\n' && c != '\r')
        .forEach(c -> compact.append((char) c));
    return compact.toString();
  }
}
