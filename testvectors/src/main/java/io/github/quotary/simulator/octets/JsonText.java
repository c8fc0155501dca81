package io.github.quotary.simulator.octets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/** JSON as text: compact where it is signed, indented where people read it. */
public final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonText() {}

  /** Content that is written into a generator. */
  @FunctionalInterface
  public interface Content {
    void writeTo(JsonGenerator json) throws IOException;
  }

  /** Without any white space, as Intel serves and signs its documents. */
  public static String compact(Content content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      content.writeTo(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Indented by two spaces, with line feeds on every machine and one at the end. */
  public static String indented(Content content) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter()
            .withObjectIndenter(indenter)
            .withArrayIndenter(DefaultPrettyPrinter.FixedSpaceIndenter.instance);
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.setPrettyPrinter(printer);
      content.writeTo(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString();
  }

  /** A date as Intel writes it: {@code 2026-06-01T00:00:00Z}. */
  public static void date(JsonGenerator json, String name, Instant date) throws IOException {
    json.writeStringField(name, date.toString());
  }

  /** An array of strings; nothing at all when it is empty. */
  public static void optionalStrings(JsonGenerator json, String name, List<String> values)
      throws IOException {
    if (!values.isEmpty()) {
      strings(json, name, values);
    }
  }

  /** An array of strings. */
  public static void strings(JsonGenerator json, String name, List<String> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
