package io.github.quotary.cli.crosscheck;

import java.util.EnumMap;
import java.util.Map;

/** Counts how comparisons ended. */
final class Tally {
  /** How one comparison ended. */
  enum Outcome {
    AGREE,
    KNOWN,
    DIFFER,
    SKIPPED
  }

  private final Map<Against, Map<Outcome, Integer>> counts = new EnumMap<>(Against.class);

  void add(Against against, Outcome outcome) {
    counts
        .computeIfAbsent(against, key -> new EnumMap<>(Outcome.class))
        .merge(outcome, 1, Integer::sum);
  }

  int of(Against against, Outcome outcome) {
    return counts.getOrDefault(against, Map.of()).getOrDefault(outcome, 0);
  }

  int compared(Against against) {
    return of(against, Outcome.AGREE) + of(against, Outcome.KNOWN) + of(against, Outcome.DIFFER);
  }

  int compared() {
    int sum = 0;
    for (Against against : Against.values()) {
      sum += compared(against);
    }
    return sum;
  }

  int differ() {
    int sum = 0;
    for (Against against : Against.values()) {
      sum += of(against, Outcome.DIFFER);
    }
    return sum;
  }
}
