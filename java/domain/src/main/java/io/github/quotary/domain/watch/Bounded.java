package io.github.quotary.domain.watch;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Maps of bounded size. */
final class Bounded {
  private Bounded() {}

  /** Removes the entries with the earliest times until this many are left. */
  static <V> void keepNewest(Map<String, V> map, int size, Function<V, Instant> time) {
    if (map.size() <= size) {
      return;
    }
    List<String> oldest =
        map.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.comparing(time)))
            .limit(map.size() - (long) size)
            .map(Map.Entry::getKey)
            .toList();
    oldest.forEach(map::remove);
  }
}
