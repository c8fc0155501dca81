package io.github.quotary.cli.simulate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The table of what can be set by name, {@code fields.txt}, which describes its own format: it says
 * how each component of a scenario's records is called and explained.
 */
final class FieldTable {
  private static final String FILE = "fields.txt";
  private static final String ELEMENT = "." + Paths.INDEX;

  /** Rows by the heading above them, its brackets included. */
  private final Map<String, List<Row>> rows = new LinkedHashMap<>();

  private final Map<String, List<Setting>> lists;

  private FieldTable(Map<String, List<Setting>> lists) {
    this.lists = lists;
  }

  /**
   * Reads the sections.
   *
   * @param lists settings that are not record components, by the names that the table has
   */
  static List<Section> sections(Map<String, List<Setting>> lists) {
    FieldTable table = new FieldTable(lists);
    table.read();
    return table.rows.keySet().stream()
        .filter(heading -> heading.startsWith("["))
        .map(heading -> new Section(heading.substring(1, heading.length() - 1), table.of(heading)))
        .toList();
  }

  private void read() {
    InputStream file = Objects.requireNonNull(FieldTable.class.getResourceAsStream(FILE));
    List<Row> current = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      for (String line : reader.lines().toList()) {
        if (line.startsWith("[") || line.startsWith("(")) {
          current = rows.computeIfAbsent(line, heading -> new ArrayList<>());
        } else if (!line.isEmpty() && !line.startsWith("#")) {
          current.add(Row.parse(line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Setting> of(String heading) {
    return rowsOf(heading).stream().flatMap(row -> settings("", Place.SCENARIO, row)).toList();
  }

  private List<Row> rowsOf(String heading) {
    return rows.getOrDefault(heading, List.of());
  }

  private Stream<Setting> settings(String prefix, Place record, Row row) {
    if (row.isList()) {
      return Objects.requireNonNull(lists.get(row.components), row.components).stream();
    }
    String path = row.path(prefix);
    Place place = row.placeIn(record);
    if (row.kind.isEmpty() && place.type() instanceof Class<?> type) {
      List<Row> inner = rowsOf("(" + type.getSimpleName() + ")");
      if (!inner.isEmpty()) {
        return inner.stream().flatMap(component -> settings(path, place, component));
      }
    }
    return Stream.of(
        switch (row.kind) {
          case "order" -> Elements.order(path, place, row.about);
          case "edit" -> Edits.signed(path, place, row.about);
          default -> setting(path, place, Kind.of(place.type(), row.kind), row);
        });
  }

  @SuppressWarnings("unchecked")
  private static <V> Setting setting(String path, Place place, Value<V> value, Row row) {
    return new Setting(
        path,
        value.form(),
        row.about,
        row.harmless,
        (scenario, indexes) -> value.printer().apply((V) place.get(scenario, indexes)),
        (scenario, indexes, text) -> {
          V parsed = value.parse(text);
          return place.change(scenario, indexes, old -> parsed);
        });
  }

  /** One line of the table. */
  private record Row(boolean harmless, String name, String components, String kind, String about) {
    private static final String LIST = "! ";
    private static final String HARMLESS = "* ";
    private static final String NOTHING = "+";

    static Row parse(String line) {
      if (line.startsWith(LIST)) {
        return new Row(false, LIST, line.substring(LIST.length()), "", "");
      }
      boolean harmless = line.startsWith(HARMLESS);
      String[] columns = (harmless ? line.substring(HARMLESS.length()) : line).split(" ?\\| ?", 3);
      String[] names = columns[0].split(" = ", 2);
      String name = names[0];
      String components = names.length > 1 ? names[1] : name;
      boolean described = columns.length > 1;
      return new Row(
          harmless, name, components, described ? columns[1] : "", described ? columns[2] : "");
    }

    boolean isList() {
      return name.equals(LIST);
    }

    String path(String prefix) {
      if (name.equals(NOTHING)) {
        return prefix;
      }
      return prefix.isEmpty() ? name : prefix + "." + name;
    }

    Place placeIn(Place record) {
      Place place = record;
      for (String component : components.split("\\.", -1)) {
        place = place.component(component, about);
      }
      return name.endsWith(ELEMENT) ? place.element() : place;
    }
  }
}
