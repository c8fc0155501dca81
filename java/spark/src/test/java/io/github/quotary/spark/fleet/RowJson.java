package io.github.quotary.spark.fleet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Timestamp;
import java.util.HexFormat;
import java.util.Map;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/** A row's verdict in the JSON of {@code quotary verify}, to be compared with the library's own. */
public final class RowJson {
  private static final Map<String, String> OTHER_NAMES =
      Map.of("quote_id", "id", "quote_version", "version", "collateral_dates", "collateral");

  private RowJson() {}

  /** The members of {@code VerdictJson}; it does not have the platform's FMSPC. */
  public static ObjectNode of(Row row) {
    ObjectNode json = object(row);
    json.remove("fmspc");
    ObjectNode reject = JsonNodeFactory.instance.objectNode();
    move(json, reject, "reason", "stage", "qvlStatus", "returnCode");
    if (reject.isEmpty()) {
      rename(json, "detail", "cause");
    } else {
      move(json, reject, "detail");
      json.set("reject", reject);
    }
    ObjectNode quote = JsonNodeFactory.instance.objectNode();
    move(json, quote, "id", "version", "tee");
    if (json.has("measurements")) {
      quote.set("report", json.remove("measurements"));
    }
    if (!quote.isEmpty()) {
      json.set("quote", quote);
    }
    if (json.path("outcome").asText().equals("verified")) {
      move(json, json.putObject("policy"), "violations", "waived");
    }
    ObjectNode context = (ObjectNode) json.remove("context");
    ObjectNode anchor = json.putObject("trustAnchor");
    anchor.set("sha256", context.remove("trustAnchorSha256"));
    anchor.set("intel", context.remove("intelRoot"));
    json.setAll(context);
    if (json.path("bindings").isEmpty()) {
      json.remove("bindings");
    }
    return json;
  }

  private static void move(ObjectNode from, ObjectNode to, String... names) {
    for (String name : names) {
      if (from.has(name)) {
        to.set(name, from.remove(name));
      }
    }
  }

  private static void rename(ObjectNode json, String name, String other) {
    if (json.has(name)) {
      json.set(other, json.remove(name));
    }
  }

  private static ObjectNode object(Row row) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    String[] names = row.schema().fieldNames();
    for (int i = 0; i < names.length; i++) {
      if (!row.isNullAt(i)) {
        add(json, name(names[i]), row.get(i));
      }
    }
    return json;
  }

  private static String name(String column) {
    if (OTHER_NAMES.containsKey(column)) {
      return OTHER_NAMES.get(column);
    }
    StringBuilder name = new StringBuilder();
    for (String word : column.split("_")) {
      name.append(
          name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name.toString();
  }

  private static void add(ObjectNode json, String name, Object value) {
    if (value instanceof Row struct) {
      json.set(name, object(struct));
    } else if (value instanceof scala.collection.Seq<?> values) {
      ArrayNode array = json.putArray(name);
      for (Object element : CollectionConverters.asJava(values)) {
        if (element instanceof Row struct) {
          array.add(object(struct));
        } else {
          array.add((String) element);
        }
      }
    } else if (value instanceof byte[] bytes) {
      json.put(name, HexFormat.of().formatHex(bytes));
    } else if (value instanceof Timestamp time) {
      json.put(name, time.toInstant().toString());
    } else if (value instanceof Boolean flag) {
      json.put(name, flag);
    } else if (value instanceof Integer number) {
      json.put(name, number);
    } else if (value instanceof Long number) {
      json.put(name, number);
    } else {
      json.put(name, (String) value);
    }
  }
}
