package io.github.quotary.evidence.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** Reads JSON strictly. */
public final class QuoteDecoder {
  /** Two readers of one text must see one quote: no member twice, and nothing after the value. */
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private QuoteDecoder() {}

  /** Parses a file that must be JSON. */
  static JsonNode readTree(byte[] json, String name) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new InputException(name + " is not valid JSON: " + e.getMessage());
    }
  }
}
