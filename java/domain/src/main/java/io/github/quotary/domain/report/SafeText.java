package io.github.quotary.domain.report;

/**
 * Untrusted text, escaped: one line, without anything that could control a terminal or mislead a
 * reader.
 */
public final class SafeText {
  private static final int MAX_LENGTH = 1000;

  private SafeText() {}

  /**
   * The text with control, formatting, private and unassigned characters in hexadecimal, behind a
   * backslash and within braces, and its excess over 1000 characters counted instead of shown.
   */
  public static String of(String text) {
    int end = Math.min(text.length(), MAX_LENGTH);
    StringBuilder safe = new StringBuilder(end);
    text.substring(0, end)
        .codePoints()
        .forEach(
            c -> {
              if (isHarmless(c)) {
                safe.appendCodePoint(c);
              } else {
                safe.append(String.format("\\u{%x}", c));
              }
            });
    return end == text.length()
        ? safe.toString()
        : safe.append("... (").append(text.length()).append(" characters)").toString();
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
}
