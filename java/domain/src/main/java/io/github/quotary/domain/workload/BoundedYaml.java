package io.github.quotary.domain.workload;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML 1.2 that strangers write into values that can be walked and printed: they are not
 * deep, and they are not long either once every alias stands for what it names.
 */
final class BoundedYaml {
  private static final int MAX_CHARACTERS = 1 << 20;
  private static final int MAX_ALIASES = 64;
  private static final int MAX_DEPTH = 64;
  private static final long MAX_UNFOLDED = 4L * MAX_CHARACTERS;

  private long unfolded;

  private BoundedYaml() {}

  /**
   * The document's value; null if it is empty.
   *
   * @throws YamlEngineException if it is not YAML, or not within bounds
   */
  static @Nullable Object read(String yaml) {
    LoadSettings settings =
        LoadSettings.builder()
            .setAllowDuplicateKeys(false)
            .setAllowRecursiveKeys(false)
            .setAllowNonScalarKeys(false)
            .setMaxAliasesForCollections(MAX_ALIASES)
            .setCodePointLimit(MAX_CHARACTERS)
            .build();
    requireShallow(new ParserImpl(settings, new StreamReader(settings, yaml)));
    Object root = new Load(settings).loadFromString(yaml);
    new BoundedYaml().measure(root, 0);
    return root;
  }

  /** The loader calls itself for each level; the parser does not. */
  private static void requireShallow(Iterator<Event> events) {
    int depth = 0;
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof CollectionStartEvent) {
        depth++;
        requireDepth(depth);
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
    }
  }

  /** Whoever prints a value unfolds its aliases, and one may name what it lies in. */
  private void measure(@Nullable Object value, int depth) {
    requireDepth(depth);
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, member) -> {
            measure(key, depth + 1);
            measure(member, depth + 1);
          });
    } else if (value instanceof Collection<?> collection) {
      collection.forEach(item -> measure(item, depth + 1));
    }
    unfolded += value instanceof String text ? text.length() + 1L : 1;
    if (unfolded > MAX_UNFOLDED) {
      throw new YamlEngineException(
          "with its aliases it has more than " + MAX_UNFOLDED + " characters");
    }
  }

  private static void requireDepth(int depth) {
    if (depth > MAX_DEPTH) {
      throw new YamlEngineException("more than " + MAX_DEPTH + " levels within each other");
    }
  }
}
