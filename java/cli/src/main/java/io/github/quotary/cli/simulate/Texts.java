package io.github.quotary.cli.simulate;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Names as people write them, and long values made short. */
final class Texts {
  private static final int LONGEST = 40;

  private Texts() {}

  /** Letters and digits in lower case: {@code TD_RELAUNCH} and {@code TdRelaunch} are the same. */
  static String normalise(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
  }

  /** The value, or its beginning. */
  static String shorten(String value) {
    return value.length() <= LONGEST ? value : value.substring(0, LONGEST - 3) + "...";
  }

  /** What to say after an unknown name: the known one that is most like it, if one is. */
  static String didYouMean(String name, Collection<String> known) {
    String wanted = normalise(name);
    Optional<String> nearest =
        known.stream()
            .filter(candidate -> distance(wanted, normalise(candidate)) <= wanted.length() / 3)
            .min(Comparator.comparingInt(candidate -> distance(wanted, normalise(candidate))));
    return nearest.map(candidate -> " (did you mean " + candidate + "?)").orElse("");
  }

  /** How many characters must be put in, left out or changed (Levenshtein). */
  private static int distance(String a, String b) {
    int[] above = new int[b.length() + 1];
    Arrays.setAll(above, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[b.length()];
  }
}
