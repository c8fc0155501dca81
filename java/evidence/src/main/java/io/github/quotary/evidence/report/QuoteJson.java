package io.github.quotary.evidence.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TcbComponents;
import io.github.quotary.quote.TeeType;
import java.util.HexFormat;
import java.util.Locale;

/** The contents of a quote as JSON: as a tree, or as it is written, which are the same. */
final class QuoteJson {
  private QuoteJson() {}

  static ObjectNode of(Quote quote) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", quote.id().toString());
    json.put("version", quote.version());
    json.put("tee", tee(quote.teeType()));
    ReportFields.read(quote.body(), new Tree(json.putObject("report")));
    return json;
  }

  static void write(Quote quote, JsonBytes out) {
    out.ascii("{\"id\":\"").hex(quote.id()).ascii("\",\"version\":");
    out.ascii(Integer.toString(quote.version())).ascii(",\"tee\":\"").ascii(tee(quote.teeType()));
    out.ascii("\",\"report\":{");
    ReportFields.read(quote.body(), new Text(out));
    out.ascii("}}");
  }

  private static String tee(TeeType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The report as a tree.
   *
   * @param json takes the fields
   */
  private record Tree(ObjectNode json) implements ReportFields.Reader {
    @Override
    public void put(String name, Measurement value) {
      json.put(name, value.toString());
    }

    @Override
    public void put(String name, TcbComponents value) {
      json.put(name, HexFormat.of().formatHex(value.toByteArray()));
    }

    @Override
    public void put(String name, int value) {
      json.put(name, value);
    }
  }

  /** The report as it is written. Its names need no escapes. */
  private static final class Text implements ReportFields.Reader {
    private final JsonBytes out;
    private String before = "\"";

    Text(JsonBytes out) {
      this.out = out;
    }

    private JsonBytes name(String name) {
      out.ascii(before).ascii(name);
      before = ",\"";
      return out;
    }

    @Override
    public void put(String name, Measurement value) {
      name(name).ascii("\":\"").hex(value).ascii("\"");
    }

    @Override
    public void put(String name, TcbComponents value) {
      name(name).ascii("\":\"").hex(value).ascii("\"");
    }

    @Override
    public void put(String name, int value) {
      name(name).ascii("\":").ascii(Integer.toString(value));
    }
  }
}
