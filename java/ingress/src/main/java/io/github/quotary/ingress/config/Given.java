package io.github.quotary.ingress.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was set, by the environment or by a file, before it is checked.
 *
 * @param values of each setting that was set; of a list one for each item; of routes names and
 *     targets in turn
 * @param problems that were found on the way
 * @param notes that were made on the way
 */
record Given(Map<Setting, List<Value>> values, List<Problem> problems, List<Note> notes) {
  static Given nothing() {
    return new Given(new EnumMap<>(Setting.class), new ArrayList<>(), new ArrayList<>());
  }

  /**
   * A value.
   *
   * @param where name of the variable, or JSON pointer
   * @param text never empty
   */
  record Value(String where, String text) {}

  void add(Setting setting, String where, String text) {
    values.computeIfAbsent(setting, unused -> new ArrayList<>()).add(new Value(where, text));
  }

  List<Value> all(Setting setting) {
    return values.getOrDefault(setting, List.of());
  }

  Optional<Value> first(Setting setting) {
    return all(setting).stream().findFirst();
  }
}
