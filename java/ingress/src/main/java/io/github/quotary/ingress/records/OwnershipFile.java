package io.github.quotary.ingress.records;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.quotary.ingress.dns.Ownership;
import io.github.quotary.ingress.state.StateFolder;
import io.github.quotary.json.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The values that an app has had in DNS, in {@value #PATH} of its state: a JSON object with the
 * arrays {@code gateways}, {@code addresses}, {@code ids}, {@code issuers}, {@code accounts}. A
 * value is added before a record with it is written, and none is ever taken away: whatever happens
 * in between, no record of one's own becomes a foreign one.
 */
public final class OwnershipFile {
  /** Where it is. */
  public static final String PATH = "records.json";

  private static final int MAX_TEXT = 2048;
  private static final JsonFactory JSON = StrictJson.factory(2, MAX_TEXT);
  private static final List<String> MEMBERS =
      List.of("gateways", "addresses", "ids", "issuers", "accounts");

  private OwnershipFile() {}

  /**
   * What the file says; nothing is owned if there is none.
   *
   * @throws IOException if it is not such a file
   */
  public static Ownership read(Optional<byte[]> file) throws IOException {
    Map<String, Set<String>> sets = new LinkedHashMap<>();
    if (file.isPresent()) {
      try (JsonParser json = JSON.createParser(utf8(file.get()))) {
        read(json, sets);
      } catch (IOException e) {
        String why =
            e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        throw new IOException(
            PATH
                + " of the state cannot be read: "
                + why
                + "; put the right file there, or remove it: then what this app wrote to DNS counts"
                + " as foreign",
            e);
      }
    }
    return new Ownership(
        sets.getOrDefault("gateways", Set.of()),
        sets.getOrDefault("addresses", Set.of()),
        sets.getOrDefault("ids", Set.of()),
        sets.getOrDefault("issuers", Set.of()),
        sets.getOrDefault("accounts", Set.of()));
  }

  /** Adds values to the file, and answers with all; nothing is written if it has them already. */
  public static Ownership add(StateFolder state, Ownership more) throws IOException {
    Ownership before = read(state.read(PATH));
    Ownership all = before.with(more);
    if (!all.equals(before)) {
      state.write(PATH, write(all));
    }
    return all;
  }

  private static void read(JsonParser json, Map<String, Set<String>> sets) throws IOException {
    expect(json.nextToken(), JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      if (!MEMBERS.contains(json.currentName())) {
        throw new IOException("unknown member " + json.currentName());
      }
      Set<String> values = sets.computeIfAbsent(json.currentName(), unused -> new TreeSet<>());
      expect(json.nextToken(), JsonToken.START_ARRAY);
      while (json.nextToken() == JsonToken.VALUE_STRING) {
        values.add(json.getText());
      }
      expect(json.currentToken(), JsonToken.END_ARRAY);
    }
    expect(json.currentToken(), JsonToken.END_OBJECT);
    if (json.nextToken() != null) {
      throw new IOException("something follows the object");
    }
  }

  /** The same bytes; without this the parser would guess other encodings. */
  private static byte[] utf8(byte[] file) throws IOException {
    Optional<String> problem = StrictJson.encodingProblem(file);
    if (problem.isPresent()) {
      throw new IOException(problem.get());
    }
    return file;
  }

  private static void expect(@Nullable JsonToken found, JsonToken wanted) throws IOException {
    if (found != wanted) {
      throw new IOException("expected " + wanted + ", not " + found);
    }
  }

  private static byte[] write(Ownership own) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      array(json, "gateways", own.gateways());
      array(json, "addresses", own.addresses());
      array(json, "ids", own.ids());
      array(json, "issuers", own.issuers());
      array(json, "accounts", own.accounts());
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void array(JsonGenerator json, String name, Set<String> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : new TreeSet<>(values)) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
