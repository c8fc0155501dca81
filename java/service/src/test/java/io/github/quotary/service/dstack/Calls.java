package io.github.quotary.service.dstack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.service.exchange.Answer;
import io.github.quotary.service.support.Platform;
import io.github.quotary.simulator.Evidence;
import java.io.IOException;
import java.util.HexFormat;

/** Requests of a guest, and what the service answers. */
final class Calls {
  static final ObjectMapper JSON = new ObjectMapper();
  static final LiteGuest GUEST = LiteGuest.up();
  static final Evidence EVIDENCE = GUEST.evidence();

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  static ObjectNode request(Evidence evidence, String log, String config) {
    ObjectNode request = JSON.createObjectNode();
    request.put("quote", hex(evidence.quote()));
    request.put("event_log", log);
    request.put("vm_config", config);
    return request;
  }

  static ObjectNode request() {
    return request(EVIDENCE, GUEST.log, GUEST.config);
  }

  static DstackVerifier service(Evidence evidence, DstackOptions options) {
    return new DstackVerifier(
        Platform.verifier(evidence, QuotePolicy.builder().build()),
        Platform.clock(evidence),
        Platform.PROVENANCE,
        options,
        verdict -> {});
  }

  static JsonNode answer(Answer answer) throws IOException {
    assertEquals(Answer.JSON, answer.contentType());
    return JSON.readTree(answer.body());
  }

  static JsonNode verify(Evidence evidence, ObjectNode request) throws IOException {
    Answer answer =
        service(evidence, DstackOptions.asUpstream()).verify(request.toString().getBytes(UTF_8));
    assertEquals(200, answer.status());
    return answer(answer);
  }

  static JsonNode refused(Evidence evidence, ObjectNode request, String reason) throws IOException {
    JsonNode answer = verify(evidence, request);
    assertFalse(answer.path("is_valid").booleanValue());
    String found = answer.path("reason").asText();
    assertTrue(found.startsWith(reason), found);
    return answer.path("details");
  }

  private Calls() {}
}
