package io.github.quotary.pcs.document;

import java.util.regex.Pattern;

/** Text of strangers on its way into a message, a log or a terminal. */
public final class PrintableText {
  /** Controls, formats such as changes of direction, surrogates, what has no meaning, line ends. */
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

  private PrintableText() {}

  /** The text with a question mark for everything that is more than a sign on paper. */
  public static String of(String text) {
    return UNPRINTABLE.matcher(text).replaceAll("?");
  }
}
