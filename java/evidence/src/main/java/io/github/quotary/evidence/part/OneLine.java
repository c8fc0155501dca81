package io.github.quotary.evidence.part;

/** Text of an input in a message: one line, without characters that a terminal would obey. */
public final class OneLine {
  private OneLine() {}

  /** The text, with U+FFFD for every control, formatting, private and unassigned character. */
  public static String of(String text) {
    return text.codePoints().allMatch(OneLine::isPlain)
        ? text
        : text.codePoints()
            .map(c -> isPlain(c) ? c : 0xfffd)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  private static boolean isPlain(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
