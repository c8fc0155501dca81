package io.github.quotary.ingress.dns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.json.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** JSON that APIs take and give. */
final class JsonBody {
  static final String TYPE = "application/json";

  private static final int MAX_DEPTH = 64;
  private static final int MAX_TEXT = 1 << 20;

  private static final ObjectMapper JSON =
      JsonMapper.builder(StrictJson.factory(MAX_DEPTH, MAX_TEXT))
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonBody() {}

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static String text(ObjectNode object) {
    try {
      return JSON.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The object in a body of UTF-8; empty if there is none. */
  static Optional<JsonNode> object(byte[] body) {
    if (StrictJson.encodingProblem(body).isPresent()) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(JSON.readTree(body)).filter(JsonNode::isObject);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** What to make of a body that is not what was asked for. */
  static <T> Attempt<T> notJson(HttpApi.Answer answer) {
    return answer.isGood()
        ? Attempt.again("status " + answer.status() + ", but the answer is not JSON")
        : Attempt.refused(answer.status(), "the answer is not JSON, so it gives no reason");
  }
}
