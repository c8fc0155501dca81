package io.github.quotary.ingress.run;

import java.util.LinkedHashMap;
import java.util.Map;

/** Takes down what happens, for an operator. Implementations are thread-safe and do not throw. */
@FunctionalInterface
public interface Journal {
  /** How much it matters. */
  enum Level {
    /** As it should be. */
    INFO,
    /** Somebody should know. */
    WARN,
    /** Something that was to be done is not done. */
    ERROR
  }

  /**
   * Takes down one event.
   *
   * @param event a few words that do not change from one to the next
   * @param fields what it is about, in order; without secrets
   */
  void log(Level level, String event, Map<String, String> fields);

  /** An event of level INFO; names and values in turn. */
  default void info(String event, String... fields) {
    log(Level.INFO, event, map(fields));
  }

  /** An event of level WARN; names and values in turn. */
  default void warn(String event, String... fields) {
    log(Level.WARN, event, map(fields));
  }

  /** An event of level ERROR; names and values in turn. */
  default void error(String event, String... fields) {
    log(Level.ERROR, event, map(fields));
  }

  private static Map<String, String> map(String... fields) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i + 1 < fields.length; i += 2) {
      map.put(fields[i], fields[i + 1]);
    }
    return map;
  }
}
