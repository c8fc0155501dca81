package io.github.quotary.cli.option;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The verdict's word in the first line of a result, coloured. */
final class VerdictWord {
  private static final String GREEN = "\u001b[1;32m";
  private static final String YELLOW = "\u001b[1;33m";
  private static final String RED = "\u001b[1;31m";
  private static final String RESET = "\u001b[0m";

  private static final Map<String, String> COLOURS =
      Map.ofEntries(
          Map.entry("TRUSTED", GREEN),
          Map.entry("PASS", GREEN),
          Map.entry("MATCH", GREEN),
          Map.entry("VALID", GREEN),
          Map.entry("GOOD", GREEN),
          Map.entry("NOT CURRENT", YELLOW),
          Map.entry("BAD", RED),
          Map.entry("GENUINE", YELLOW),
          Map.entry("PARTIAL", YELLOW),
          Map.entry("UNDECIDED", YELLOW),
          Map.entry("INCOMPLETE", YELLOW),
          Map.entry("NOT TRUSTED", RED),
          Map.entry("REJECTED", RED),
          Map.entry("FAIL", RED),
          Map.entry("MISMATCH", RED),
          Map.entry("MALFORMED", RED),
          Map.entry("INVALID", RED),
          Map.entry("NEVER TRUE", RED));

  private static final Pattern HEADLINE = Pattern.compile("\\A((?:TEST [A-Z ]+, )*)([A-Z ]+)(?=:)");

  private VerdictWord() {}

  static String coloured(String text) {
    Matcher headline = HEADLINE.matcher(text);
    String colour = headline.find() ? COLOURS.getOrDefault(headline.group(2), "") : "";
    return colour.isEmpty()
        ? text
        : headline.group(1) + colour + headline.group(2) + RESET + text.substring(headline.end());
  }
}
