package io.github.quotary.pcs.bundle;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
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
 * The bundle file: {@code {"quotaryBundle":1,"createdAt":"...","documents":[...]}}, each document
 * in the format of {@link DocumentJson}. The same documents give the same bytes.
 */
final class BundleJson {
  static final String MARK = "quotaryBundle";
  private static final int VERSION = 1;

  private BundleJson() {}

  static byte[] write(Instant createdAt, List<ReceivedDocument> documents) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = StrictJson.FACTORY.createGenerator(out)) {
      json.setPrettyPrinter(StrictJson.prettyPrinter());
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

  /**
   * What a bundle's file holds.
   *
   * @param createdAt its date
   * @param documents in the order of the file
   */
  record Content(Instant createdAt, List<ReceivedDocument> documents) {}

  static Content read(byte[] bytes) throws Refusal {
    String version = null;
    Instant createdAt = null;
    List<ReceivedDocument> documents = new ArrayList<>();
    try (JsonParser json = StrictJson.parser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw malformed("it is not a JSON object");
      }
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
          if (json.currentToken() != JsonToken.END_ARRAY) {
            throw malformed("an element of its documents is not an object");
          }
        } else {
          json.skipChildren();
        }
      }
      if (json.nextToken() != null) {
        throw malformed("something follows the bundle; remove it");
      }
    } catch (IOException e) {
      throw malformed("it is not a valid bundle: " + StrictJson.problem(e));
    } catch (DateTimeException e) {
      throw malformed("createdAt is not a valid time");
    }
    requireVersion(version);
    if (createdAt == null) {
      throw malformed("the bundle has no createdAt");
    }
    return new Content(createdAt, documents);
  }

  private static void requireVersion(@Nullable String version) throws Refusal {
    if (!String.valueOf(VERSION).equals(version)) {
      throw malformed("the bundle has version " + version + "; supported is version " + VERSION);
    }
  }

  private static Refusal malformed(String detail) {
    return new Refusal(FailureKind.MALFORMED, detail);
  }
}
