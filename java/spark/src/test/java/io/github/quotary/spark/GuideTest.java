package io.github.quotary.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.spark.column.InspectionSchema;
import io.github.quotary.spark.column.ReplaySchema;
import io.github.quotary.spark.config.SparkConfiguration;
import io.github.quotary.spark.config.VerifyOptions;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** What the guide names is what the module has. */
class GuideTest {
  private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\| (.+) \\|$");
  private static final Pattern CELL = Pattern.compile(" \\| ");

  /** The cells of a section's rows that begin with code. */
  private static List<List<String>> rows(String title) throws IOException {
    return Guide.section(title)
        .lines()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .map(
            row -> {
              List<String> cells = new ArrayList<>(List.of(row.group(1)));
              cells.addAll(Arrays.asList(CELL.split(row.group(2), -1)));
              return cells;
            })
        .toList();
  }

  private static List<String> typed(List<List<String>> rows) {
    return rows.stream().map(row -> row.get(0) + " " + row.get(1)).toList();
  }

  private static List<String> typed(StructType schema) {
    return Arrays.stream(schema.fields())
        .map(field -> field.name() + " " + type(field.dataType()))
        .toList();
  }

  private static String type(DataType type) {
    return type instanceof ArrayType array
        ? "array of " + type(array.elementType())
        : type instanceof StructType ? "struct" : type.simpleString();
  }

  @Test
  void theTableHasEveryColumnInOrderWithItsType() throws IOException {
    List<List<String>> rows = rows("Columns of a verdict");

    assertEquals(typed(QuotarySpark.verdictSchema()), typed(rows));
    for (List<String> row : rows) {
      StructField field = QuotarySpark.verdictSchema().apply(row.get(0));
      assertTrue(field.nullable() || row.get(3).equals("never"), row.get(0));
    }
  }

  /** The fields that the guide names of a struct are fields of it. */
  @Test
  void theFieldsOfStructsAreThere() throws IOException {
    for (List<String> row : rows("Columns of a verdict")) {
      DataType type = QuotarySpark.verdictSchema().apply(row.get(0)).dataType();
      DataType element = type instanceof ArrayType array ? array.elementType() : type;
      if (element instanceof StructType struct) {
        Set<String> fields = Set.of(struct.fieldNames());
        Matcher name = Pattern.compile("`([a-z0-9_]+)`").matcher(row.get(2));
        assertTrue(name.find(), row.get(0));
        do {
          assertTrue(fields.contains(name.group(1)), row.get(0) + "." + name.group(1));
        } while (name.find());
      }
    }
  }

  @Test
  void otherStructsHaveTheirFields() throws IOException {
    List<String> expected = new ArrayList<>(typed(InspectionSchema.inspection()));
    expected.addAll(typed(ReplaySchema.replay()));

    assertEquals(expected, typed(rows("Other structs")));
  }

  @Test
  void everyKeyIsExplained() throws IOException {
    assertEquals(
        SparkConfiguration.keys(), rows("Configuration").stream().map(row -> row.get(0)).toList());
  }

  @Test
  void everyOptionOfTheDatasetIsExplained() throws IOException {
    Set<String> setters =
        Arrays.stream(VerifyOptions.Builder.class.getDeclaredMethods())
            .filter(each -> Modifier.isPublic(each.getModifiers()))
            .filter(each -> each.getReturnType() == VerifyOptions.Builder.class)
            .map(Method::getName)
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(setters, names("Java and Scala"));
  }

  private static Set<String> names(String title) throws IOException {
    return rows(title).stream()
        .map(row -> row.get(0))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
