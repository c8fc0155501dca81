package io.github.quotary.evidence.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.quotary.json.JsonProblem;
import io.github.quotary.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Strict JSON: one value in UTF-8, with or without a byte order mark, no member twice, at most 64
 * arrays and objects in each other; a tree has at most 262,144 names, values, starts and ends.
 * Stateless.
 */
public final class JsonInput {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_TEXT = 64 << 20;

  /** Trees of them take 20 MiB or less, beside their texts. */
  private static final long MAX_TOKENS = 1 << 18;

  private static final JsonFactory PARSERS = StrictJson.factory(MAX_DEPTH, MAX_TEXT);
  private static final JsonMapper MAPPER =
      JsonMapper.builder(StrictJson.factory(MAX_DEPTH, MAX_TEXT, MAX_TOKENS))
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonInput() {}

  /**
   * The value.
   *
   * @throws JsonInputException if these bytes are not one such value
   */
  public static JsonNode tree(byte[] json) {
    byte[] text = withoutMark(json);
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new JsonInputException(JsonProblem.of(e));
    }
  }

  /**
   * The value.
   *
   * @throws JsonInputException if this text is not one such value
   */
  public static JsonNode tree(String json) {
    return tree(json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A parser, whose offsets count from the start of {@link #withoutMark these bytes}. What follows
   * the value is for the caller to refuse.
   *
   * @throws IOException if the first value cannot be read
   */
  public static JsonParser parser(byte[] text) throws IOException {
    return PARSERS.createParser(text);
  }

  /**
   * A parser of bytes of which nothing is known yet. What follows the value is for the caller to
   * refuse.
   *
   * @throws IOException if the first value cannot be read
   * @throws JsonInputException if these bytes are not UTF-8: a parser by itself would guess UTF-16,
   *     and take a name with a byte 0xff in it for the same name without
   */
  public static JsonParser utf8Parser(byte[] text) throws IOException {
    Optional<String> problem = StrictJson.encodingProblem(text);
    if (problem.isPresent()) {
      throw new JsonInputException(problem.get());
    }
    return parser(text);
  }

  /**
   * The text without a byte order mark.
   *
   * @throws JsonInputException if these bytes are not UTF-8
   */
  public static byte[] withoutMark(byte[] json) {
    Optional<String> problem = StrictJson.encodingProblem(json);
    if (problem.isPresent()) {
      throw new JsonInputException(problem.get());
    }
    int mark = StrictJson.markLength(json);
    return mark == 0 ? json : Arrays.copyOfRange(json, mark, json.length);
  }

  /** The first character that is not white space, behind a byte order mark; -1 if there is none. */
  public static int firstOf(byte[] text) {
    for (int i = StrictJson.markLength(text); i < text.length; i++) {
      byte b = text[i];
      if (b != ' ' && b != '\t' && b != '\n' && b != '\r') {
        return b & 0xff;
      }
    }
    return -1;
  }
}
