package io.github.quotary.evidence.form;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A line of a dump: an offset, perhaps a colon, words, and perhaps a column of characters.
 *
 * @param offset the offset's digits
 * @param octets the words' bytes in the order in which they are written
 * @param width bytes of a word
 * @param hasColon whether the offset ends in a colon, as those of {@code xxd} do
 */
record DumpLine(String offset, List<byte[]> octets, int width, boolean hasColon) {
  private static final int MIN_OFFSET = 4;
  private static final int MAX_OFFSET = 16;
  private static final int OCTAL = 8;
  private static final int OCTAL_WORD = 6;
  private static final int MAX_WORD = 32;

  /** The line, if it is one. */
  static Optional<DumpLine> of(String line) {
    int end = 0;
    while (end < line.length() && HexFormat.isHexDigit(line.charAt(end))) {
      end++;
    }
    boolean colon = end < line.length() && line.charAt(end) == ':';
    boolean bounded = end == line.length() || colon || line.charAt(end) == ' ';
    if (end < MIN_OFFSET || end > MAX_OFFSET || !bounded) {
      return Optional.empty();
    }
    String offset = line.substring(0, end);
    String words = words(line.substring(colon ? end + 1 : end), colon).strip();
    return words.isEmpty()
        ? Optional.of(new DumpLine(offset, List.of(), 1, colon))
        : of(offset, words.split("[ \t]+"), colon);
  }

  private static Optional<DumpLine> of(String offset, String[] words, boolean colon) {
    boolean octal = !colon;
    for (String word : words) {
      octal &= word.length() == OCTAL_WORD && word.chars().allMatch(c -> c >= '0' && c <= '7');
    }
    List<byte[]> octets = new ArrayList<>();
    for (String word : words) {
      if (octal) {
        int value = Integer.parseInt(word, OCTAL);
        octets.add(new byte[] {(byte) (value >> Byte.SIZE), (byte) value});
      } else if (word.length() % 2 == 0
          && word.length() <= MAX_WORD
          && word.chars().allMatch(HexFormat::isHexDigit)) {
        octets.add(HexFormat.of().parseHex(word));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new DumpLine(offset, octets, octets.get(0).length, colon));
  }

  /** Without the column of characters: in bars, in angle brackets, or after two blanks. */
  private static String words(String rest, boolean colon) {
    int bar = rest.indexOf('|');
    int angle = rest.indexOf('>');
    if (bar >= 0 && rest.endsWith("|")) {
      return rest.substring(0, bar);
    }
    if (angle >= 0 && rest.endsWith("<")) {
      return rest.substring(0, angle);
    }
    int gap = rest.stripLeading().indexOf("  ");
    return colon && gap >= 0 ? rest.stripLeading().substring(0, gap) : rest;
  }

  boolean isStart() {
    return !octets.isEmpty() && offset.chars().allMatch(c -> c == '0');
  }

  /** The offset in this base; negative if it is none. */
  long offset(int base) {
    try {
      return Long.parseLong(offset, base);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
