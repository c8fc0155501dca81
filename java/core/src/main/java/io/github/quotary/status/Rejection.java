package io.github.quotary.status;

import org.jspecify.annotations.Nullable;

/**
 * One failed check: the reason, and what was wrong and where, in words.
 *
 * @param reason the check that failed
 * @param detail what was found, what was expected, and where; one line of at most 1000 characters,
 *     whatever the evidence has for a name: control and formatting characters become {@code ?}
 */
public record Rejection(RejectReason reason, String detail) {
  private static final int MAX_DETAIL = 1000;
  private static final String CUT = "...";

  /** Takes out of the detail what could fill or forge a log. */
  public Rejection {
    detail = oneLine(detail);
  }

  private static String oneLine(String text) {
    boolean cut = text.length() > MAX_DETAIL;
    String shown = cut ? text.substring(0, MAX_DETAIL - CUT.length()) + CUT : text;
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

  /** The one that Intel's order reports first; either may be absent. */
  public static @Nullable Rejection first(@Nullable Rejection a, @Nullable Rejection b) {
    if (a == null) {
      return b;
    }
    return b == null || a.reason.compareTo(b.reason) <= 0 ? a : b;
  }
}
