package io.github.quotary.policy;

import java.util.Locale;

/** Texts of a policy as messages show them. */
final class PolicyText {
  private static final int SHOWN = 40;

  private PolicyText() {}

  /** The text in quotation marks, shortened, with what is not printable as U+XXXX. */
  static String quoted(String text) {
    return "'" + shown(text) + "'";
  }

  /** The same without quotation marks. */
  static String shown(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= SHOWN
        ? printable(text)
        : printable(text.substring(0, text.offsetByCodePoints(0, SHOWN))) + "...";
  }

  /** The whole text, with what is not printable as U+XXXX. */
  static String printable(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().forEach(c -> append(shown, c));
    return shown.toString();
  }

  private static void append(StringBuilder shown, int c) {
    if (isPrintable(c)) {
      shown.appendCodePoint(c);
    } else {
      shown.append(String.format(Locale.ROOT, "<U+%04X>", c));
    }
  }

  /** Neither a control, nor something that hides, or that changes the order of what is read. */
  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }
}
