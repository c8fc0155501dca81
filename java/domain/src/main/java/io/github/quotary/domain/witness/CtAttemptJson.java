package io.github.quotary.domain.witness;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.domain.ct.CtReply;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.StrictJson;
import io.github.quotary.domain.report.CtAttempt;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * Searches without an answer as captures store them: {@code {"address":..., "why":...,
 * "status":..., "tries":...}}; in early captures the address, a colon and the reason.
 */
final class CtAttemptJson {
  private CtAttemptJson() {}

  static byte[] write(CtReply.Failed failed) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("address", failed.address()).put("why", failed.why());
    failed.status().ifPresent(status -> json.put("status", status));
    json.put("tries", failed.tries());
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The attempt; what cannot be read is the reason itself. */
  static CtAttempt read(String query, RawBytes bytes) {
    String text = new String(bytes.toByteArray(), StandardCharsets.UTF_8);
    if (!text.startsWith("{")) {
      int end = Math.max(0, text.indexOf(": "));
      return new CtAttempt(
          query,
          text.substring(0, end),
          text.substring(Math.min(text.length(), end == 0 ? 0 : end + 2)),
          OptionalInt.empty(),
          1);
    }
    try {
      ObjectNode json = StrictJson.object(bytes.toByteArray());
      return new CtAttempt(
          query,
          StrictJson.string(json, "address"),
          StrictJson.string(json, "why"),
          json.path("status").isInt()
              ? OptionalInt.of(json.path("status").intValue())
              : OptionalInt.empty(),
          json.path("tries").intValue());
    } catch (MalformedException e) {
      return new CtAttempt(
          query, "unknown", "the captured failure is malformed", OptionalInt.empty(), 0);
    }
  }
}
