package io.github.quotary.cli.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** Names of several words with dots between, among them indexes. */
final class Paths {
  /** What stands for an index in the name of a setting. */
  static final String INDEX = "N";

  private static final Pattern DOT = Pattern.compile("\\.");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

  private Paths() {}

  /** The name with {@code N} for each index, without regard to case, hyphens and underscores. */
  static String key(String path) {
    List<String> words = new ArrayList<>();
    for (String word : DOT.split(path, -1)) {
      boolean index = word.equals(INDEX) || NUMBER.matcher(word).matches();
      words.add(index ? INDEX : Texts.normalise(word));
    }
    return String.join(".", words);
  }

  /** The indexes in the name, in their order. */
  static List<Integer> indexes(String path) {
    return Arrays.stream(DOT.split(path, -1))
        .filter(word -> NUMBER.matcher(word).matches())
        .map(Integer::valueOf)
        .toList();
  }

  /** As many zeros as the name of a setting has indexes. */
  static List<Integer> zeros(String path) {
    int count = Collections.frequency(Arrays.asList(DOT.split(path, -1)), INDEX);
    return Collections.nCopies(count, 0);
  }
}
