package io.github.quotary.status;

/**
 * Text of strangers (names in certificates, event logs, answers of servers) made fit for one line
 * of a terminal, a log or a report. What could act on these, or deceive a reader's eye, is escaped:
 * control characters and line ends, formatting characters such as changes of direction, private and
 * unassigned characters, surrogates without a partner. An escaped character is {@code \}<code>u{
 * </code>, its code point in lower-case hexadecimal, and <code>}</code>. The backslash is escaped,
 * too: nobody can write what looks as if it had been escaped, and two different texts never give
 * the same result. For the same reason a text must not be escaped twice.
 *
 * <p>Letters, marks and spaces of any script stay as they are, also those that look like others or
 * like nothing. Which characters are unassigned depends on the JVM's version of Unicode. Stateless.
 */
public final class SafeText {
  /** The longest tail that tells of a cut: for 2^31 - 1 characters. */
  private static final int LONGEST_TAIL = tail(Integer.MAX_VALUE).length();

  private SafeText() {}

  /** The whole text, escaped. */
  public static String of(String text) {
    return escape(text, Integer.MAX_VALUE);
  }

  /**
   * The text, escaped and cut. Where it is cut, which is never within an escape, the end says how
   * long it was: {@code ... (5000 characters)}.
   *
   * @param maxLength of what is returned, in UTF-16 units
   * @throws IllegalArgumentException if that leaves no room for such an end: below 27
   */
  public static String of(String text, int maxLength) {
    if (maxLength < LONGEST_TAIL) {
      throw new IllegalArgumentException(
          maxLength + " characters are too few: at least " + LONGEST_TAIL + " are needed");
    }
    return escape(text, maxLength);
  }

  /** Whether {@link #of(String)} leaves this code point as it is. */
  public static boolean isPlain(int codePoint) {
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

  private static String escape(String text, int maxLength) {
    String tail = tail(text.length());
    StringBuilder safe = new StringBuilder(Math.min(text.length(), maxLength));
    int fitting = 0;
    int next;
    for (int at = 0; at < text.length(); at = next) {
      int codePoint = text.codePointAt(at);
      next = at + Character.charCount(codePoint);
      if (isPlain(codePoint)) {
        safe.appendCodePoint(codePoint);
      } else {
        safe.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
      }
      if (safe.length() > maxLength) {
        safe.setLength(fitting);
        return safe.append(tail).toString();
      }
      if (safe.length() <= maxLength - tail.length()) {
        fitting = safe.length();
      }
    }
    return safe.toString();
  }

  private static String tail(int length) {
    return "... (" + length + " characters)";
  }
}
