package io.github.quotary.pcs.bundle;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.quotary.pcs.document.FailureKind;
import io.github.quotary.pcs.document.ReceivedDocument;
import io.github.quotary.pcs.document.Refusal;
import io.github.quotary.pcs.json.StrictJson;
import io.github.quotary.pcs.store.DocumentJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bundle's file: {@code {"quotaryBundle":1,"createdAt":"...","documents":[...]}}, each document
 * as {@link DocumentJson} has it. The same documents make the same bytes.
 */
final class BundleJson {
  static final String MARK = "quotaryBundle";
  private static final int VERSION = 1;

  private BundleJson() {}

  static byte[] write(Instant createdAt, List<ReceivedDocument> documents) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = StrictJson.FACTORY.createGenerator(out)) {
      json.setPrettyPrinter(printer());
      json.writeStartObject();
      json.writeNumberField(MARK, VERSION);
      json.writeStringField("createdAt", createdAt.toString());
      json.writeArrayFieldStart("documents");
      for (ReceivedDocument document : documents) {
        DocumentJson.write(document, json);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Two spaces, and line feeds on every machine. */
  static DefaultPrettyPrinter printer() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
  }

  static CollateralBundle read(byte[] bytes) throws Refusal {
    String version = null;
    Instant createdAt = null;
    List<ReceivedDocument> documents = new ArrayList<>();
    try (JsonParser json = StrictJson.FACTORY.createParser(bytes)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals(MARK)) {
          version = json.getText();
        } else if (name.equals("createdAt")) {
          createdAt = Instant.parse(json.getText());
        } else if (name.equals("documents") && value == JsonToken.START_ARRAY) {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            documents.add(DocumentJson.read(json));
          }
        } else {
          json.skipChildren();
        }
      }
    } catch (IOException | DateTimeException e) {
      throw malformed("it is no bundle: " + StrictJson.firstLine(e));
    }
    requireVersion(version);
    if (createdAt == null) {
      throw malformed("the bundle has no createdAt");
    }
    return CollateralBundle.of(createdAt, documents);
  }

  private static void requireVersion(@Nullable String version) throws Refusal {
    if (!String.valueOf(VERSION).equals(version)) {
      throw malformed(
          "the bundle is of version " + version + "; version " + VERSION + " can be read");
    }
  }

  private static Refusal malformed(String detail) {
    return new Refusal(FailureKind.MALFORMED, detail);
  }
}
