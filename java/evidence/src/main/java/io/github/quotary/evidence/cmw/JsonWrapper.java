package io.github.quotary.evidence.cmw;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.domain.format.MalformedException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A wrapper in JSON: an array of type, base64url value and perhaps indicator; or an object of such
 * arrays and objects, by label. Not thread-safe.
 */
final class JsonWrapper {
  static final String COLLECTION = "__cmwc_t";

  private final List<Message> messages = new ArrayList<>();

  private JsonWrapper() {}

  /** Whether this can be nothing but a wrapper. */
  static boolean isOne(JsonNode json) {
    return json.path(COLLECTION).isTextual() || isRecord(json);
  }

  static List<Message> read(JsonNode json) throws MalformedException {
    JsonWrapper wrapper = new JsonWrapper();
    wrapper.read(json, "", 0);
    return wrapper.messages;
  }

  private static boolean isRecord(JsonNode json) {
    return json.isArray()
        && (json.size() == 2 || json.size() == 3)
        && isType(json.get(0))
        && json.get(1).isTextual()
        && (json.size() == 2 || json.get(2).canConvertToLong());
  }

  private static boolean isType(JsonNode type) {
    return type.isTextual()
        ? Message.isMediaType(type.textValue())
        : type.isInt() && Message.isContentFormat(type.intValue());
  }

  private void read(JsonNode json, String label, int depth) throws MalformedException {
    ConceptualMessage.requireRoom(depth, messages.size());
    if (isRecord(json)) {
      messages.add(message(json, label));
    } else if (json.isObject()) {
      for (Map.Entry<String, JsonNode> member : json.properties()) {
        if (!member.getKey().equals(COLLECTION)) {
          read(member.getValue(), member.getKey(), depth + 1);
        }
      }
    } else {
      throw new MalformedException(
          0, label.isEmpty() ? "it is not a record" : "member " + label + " is not a wrapper");
    }
  }

  private static Message message(JsonNode json, String label) throws MalformedException {
    try {
      return new Message(
          label,
          json.get(0).asText(),
          ByteBuffer.wrap(Base64.getUrlDecoder().decode(json.get(1).textValue())),
          json.size() == 3 ? OptionalLong.of(json.get(2).longValue()) : OptionalLong.empty());
    } catch (IllegalArgumentException e) {
      throw new MalformedException(
          0, "the value of type " + json.get(0).asText() + " is not base64url");
    }
  }
}
