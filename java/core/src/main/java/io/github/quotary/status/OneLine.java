package io.github.quotary.status;

/**
 * Text of a report that may carry names out of certificates that nobody has signed: cut to 1000
 * characters, and without what could forge or fill a log.
 */
final class OneLine {
  private static final int MAX_LENGTH = 1000;
  private static final String CUT = "...";

  private OneLine() {}

  /** The text with {@code ?} for control and formatting characters, and dots for its excess. */
  static String of(String text) {
    boolean cut = text.length() > MAX_LENGTH;
    String shown = cut ? text.substring(0, MAX_LENGTH - CUT.length()) + CUT : text;
    StringBuilder line = new StringBuilder(shown.length());
    shown.chars().forEach(c -> line.append(isShown(c) ? (char) c : '?'));
    return line.toString();
  }

  private static boolean isShown(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
