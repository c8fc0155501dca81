package io.github.quotary.pcs.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.FailureKind;
import io.github.quotary.pcs.document.ReceivedDocument;
import io.github.quotary.pcs.document.Refusal;
import io.github.quotary.pcs.json.StrictJson;
import io.github.quotary.status.SafeText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * JSON format of a received document: {@code key}, {@code origin}, {@code receivedAt}, {@code
 * issuerChain}, and the body as {@code text} (a signed envelope) or {@code base64} (DER). Used by
 * the store and by bundles. Thread-safe.
 */
public final class DocumentJson {
  private DocumentJson() {}

  /** The document as JSON in UTF-8. */
  public static byte[] write(ReceivedDocument document) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = StrictJson.FACTORY.createGenerator(out)) {
      write(document, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Writes the document as the next value. */
  public static void write(ReceivedDocument document, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("key", document.key().id());
    json.writeStringField("origin", document.origin());
    json.writeStringField("receivedAt", document.receivedAt().toString());
    json.writeStringField(
        "issuerChain", new String(document.issuerChain(), StandardCharsets.ISO_8859_1));
    byte[] body = document.body();
    String text = new String(body, StandardCharsets.UTF_8);
    if (Arrays.equals(text.getBytes(StandardCharsets.UTF_8), body)) {
      json.writeStringField("text", text);
    } else {
      json.writeStringField("base64", Base64.getEncoder().encodeToString(body));
    }
    json.writeEndObject();
  }

  /** Parses a document. */
  public static ReceivedDocument read(byte[] bytes) throws Refusal {
    try (JsonParser json = StrictJson.parser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw malformed("it is not a JSON object");
      }
      ReceivedDocument document = read(json);
      if (json.nextToken() != null) {
        throw malformed("something follows the document");
      }
      return document;
    } catch (IOException e) {
      throw malformed(StrictJson.problem(e));
    }
  }

  /** Reads an object; the parser is at its start. */
  public static ReceivedDocument read(JsonParser json) throws IOException, Refusal {
    Map<String, String> members = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (json.nextToken() == JsonToken.VALUE_STRING) {
        members.put(name, json.getText());
      }
      json.skipChildren();
    }
    try {
      return new ReceivedDocument(
          DocumentKey.parse(require(members, "key")),
          body(members),
          require(members, "issuerChain").getBytes(StandardCharsets.ISO_8859_1),
          origin(require(members, "origin")),
          Instant.parse(require(members, "receivedAt")));
    } catch (DateTimeException e) {
      throw malformed("receivedAt is not a valid time");
    } catch (IllegalArgumentException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  private static byte[] body(Map<String, String> members) throws Refusal {
    String text = members.get("text");
    return text != null
        ? text.getBytes(StandardCharsets.UTF_8)
        : Base64.getDecoder().decode(require(members, "base64"));
  }

  /**
   * Where a file says that it comes from, harmless. Only what could act is escaped, and not the
   * backslash of a path, so that it stays the same however often it is written and read.
   */
  private static String origin(String text) {
    return text.codePoints().allMatch(c -> c == '\\' || SafeText.isPlain(c))
        ? text
        : SafeText.of(text);
  }

  private static String require(Map<String, String> members, String name) throws Refusal {
    String value = members.get(name);
    if (value == null) {
      throw malformed("a document has no " + name);
    }
    return value;
  }

  private static Refusal malformed(String detail) {
    return new Refusal(FailureKind.MALFORMED, detail);
  }
}
