package io.github.quotary.spark.column;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Equal values of several platforms as one object. Thread-safe. */
final class SharedValues {
  /** More than platforms of one fleet differ in; what comes later is not shared. */
  private static final int MAX = 4096;

  private final Map<Object, Object> values = new ConcurrentHashMap<>();

  Object of(Object value) {
    Object known = values.get(value);
    if (known == null && values.size() < MAX) {
      known = values.putIfAbsent(value, value);
    }
    return known == null ? value : known;
  }
}
