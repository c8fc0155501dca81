package io.github.quotary.cli.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lists in signed documents: which of their elements stay, and in what order. */
final class Elements {
  private static final int MOST = 999;

  private Elements() {}

  /** A list that is chosen again from its elements. */
  static Setting order(String path, Place list, String about) {
    Value<List<Integer>> value = Value.listOf(Value.number(0, MOST));
    return new Setting(
        path,
        "numbers from 0 with commas between",
        about,
        false,
        (scenario, indexes) ->
            IntStream.range(0, ((List<?>) list.get(scenario, indexes)).size())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(",")),
        (scenario, indexes, text) -> {
          List<Integer> chosen = value.parse(text);
          return list.change(scenario, indexes, all -> choose((List<?>) all, chosen));
        });
  }

  private static List<Object> choose(List<?> all, List<Integer> chosen) {
    List<Object> elements = new ArrayList<>();
    for (int index : chosen) {
      requireIndex(index, all.size());
      elements.add(all.get(index));
    }
    return elements;
  }

  /**
   * Makes sure that a list of this size has an element.
   *
   * @throws IllegalArgumentException if it has not
   */
  static void requireIndex(int index, int size) {
    if (index >= size) {
      throw new IllegalArgumentException(
          "there is no number " + index + " of " + size + ", counted from 0");
    }
  }
}
