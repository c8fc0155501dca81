package io.github.quotary.cli.help;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The names that somebody who mistyped one may have meant. */
final class Nearest {
  /** More would be guesses. */
  private static final int MOST = 3;

  private Nearest() {}

  /** The names at a distance that typing errors explain, the nearest first; perhaps none. */
  static List<String> of(String typed, Collection<String> names) {
    return names.stream()
        .distinct()
        .filter(name -> distance(typed, name) <= Math.max(1, typed.length() / 3))
        .sorted(Comparator.comparingInt((String name) -> distance(typed, name)))
        .limit(MOST)
        .toList();
  }

  /** {@code ; did you mean …?}, or nothing. */
  static String question(String typed, Collection<String> names) {
    List<String> nearest = of(typed, names);
    return nearest.isEmpty()
        ? ""
        : nearest.stream().collect(Collectors.joining(" or ", "; did you mean ", "?"));
  }

  /** Edits between two words, whatever their case; two letters swapped are one edit. */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : least(edits, a, b, i, j);
      }
    }
    return edits[a.length()][b.length()];
  }

  private static int least(int[][] edits, String a, String b, int i, int j) {
    int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
    boolean isSwap =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return isSwap ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
  }
}
