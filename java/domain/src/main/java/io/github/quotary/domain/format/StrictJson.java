package io.github.quotary.domain.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.json.JsonProblem;
import io.github.quotary.quote.Measurement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** JSON without duplicate members or trailing data, of limited depth and number of tokens. */
public final class StrictJson {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_STRING = 16 << 20;

  /** Trees of them take 20 MiB or less, beside their texts. */
  private static final long MAX_TOKENS = 1 << 18;

  /** Of answers about many certificates, which are 64 MiB or less. */
  private static final long MAX_TOKENS_OF_VALUES = 1 << 21;

  private static final JsonMapper MAPPER = mapper(MAX_TOKENS);
  private static final JsonMapper VALUES = mapper(MAX_TOKENS_OF_VALUES);

  private StrictJson() {}

  private static JsonMapper mapper(long maxTokens) {
    return JsonMapper.builder(
            io.github.quotary.json.StrictJson.factory(MAX_DEPTH, MAX_STRING, maxTokens))
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  /** The object that a text is. */
  public static ObjectNode object(String text) throws MalformedException {
    return object(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The object that these bytes of UTF-8 are; in any other encoding they are malformed. */
  public static ObjectNode object(byte[] json) throws MalformedException {
    if (tree(json) instanceof ObjectNode object) {
      return object;
    }
    throw new MalformedException(0, "not a JSON object");
  }

  /** The value that these bytes of UTF-8 are; in any other encoding they are malformed. */
  public static JsonNode tree(byte[] json) throws MalformedException {
    String text = utf8(json);
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw malformed(e);
    }
  }

  /**
   * The values that these bytes of UTF-8 are, one after the other; in any other encoding they are
   * malformed.
   */
  public static List<JsonNode> values(byte[] json) throws MalformedException {
    String text = utf8(json);
    // Given the text itself, Jackson would take an array's elements for the values.
    try (JsonParser parser = VALUES.createParser(text);
        MappingIterator<JsonNode> values = VALUES.readerFor(JsonNode.class).readValues(parser)) {
      return values.readAll();
    } catch (JsonProcessingException e) {
      throw malformed(e);
    } catch (IOException e) {
      throw new MalformedException(0, "it cannot be read");
    }
  }

  private static MalformedException malformed(JsonProcessingException e) {
    return new MalformedException(
        Math.max(0, e.getLocation() == null ? 0 : e.getLocation().getCharOffset()),
        "not strict JSON: " + JsonProblem.of(e));
  }

  /** The text without a byte order mark. It is decoded here: a parser would guess the encoding. */
  private static String utf8(byte[] json) throws MalformedException {
    Optional<String> problem = io.github.quotary.json.StrictJson.encodingProblem(json);
    if (problem.isPresent()) {
      throw new MalformedException(0, problem.get());
    }
    int mark = io.github.quotary.json.StrictJson.markLength(json);
    return new String(json, mark, json.length - mark, StandardCharsets.UTF_8);
  }

  /** The object that these bytes of UTF-8 are. Never throws. */
  public static Reading<ObjectNode> read(byte[] json) {
    try {
      return Reading.of(object(json));
    } catch (MalformedException e) {
      return Reading.malformed(e.problem());
    }
  }

  /** A member that must be a string. */
  public static String string(JsonNode object, String name) throws MalformedException {
    JsonNode member = object.path(name);
    if (!member.isTextual()) {
      throw new MalformedException(
          0, "member " + name + (member.isMissingNode() ? " is missing" : " is not a string"));
    }
    return member.textValue();
  }

  /** An optional string member; null counts as absent. */
  public static Optional<String> optionalString(JsonNode object, String name)
      throws MalformedException {
    return object.hasNonNull(name) ? Optional.of(string(object, name)) : Optional.empty();
  }

  /** A member of this many bytes in hexadecimal. */
  public static Measurement hex(JsonNode object, String name, int bytes) throws MalformedException {
    Measurement value = hex(object, name);
    if (value.size() != bytes) {
      throw new MalformedException(
          0, "member " + name + " has " + value.size() + " bytes, not " + bytes);
    }
    return value;
  }

  /** A member of some bytes in hexadecimal. */
  public static Measurement hex(JsonNode object, String name) throws MalformedException {
    return hex(string(object, name), "member " + name);
  }

  /** Bytes in hexadecimal. */
  public static Measurement hex(String text, String what) throws MalformedException {
    if (text.length() % 2 != 0 || !text.chars().allMatch(HexFormat::isHexDigit)) {
      throw new MalformedException(0, what + " is not hexadecimal");
    }
    return Measurement.fromHex(text);
  }

  /** A member of this many bytes, if present and not empty. */
  public static Optional<Measurement> optionalHex(JsonNode object, String name, int bytes)
      throws MalformedException {
    return optionalString(object, name).filter(text -> !text.isEmpty()).isPresent()
        ? Optional.of(hex(object, name, bytes))
        : Optional.empty();
  }
}
