package io.github.quotary.service.dstack;

import static io.github.quotary.service.dstack.Calls.EVIDENCE;
import static io.github.quotary.service.dstack.Calls.JSON;
import static io.github.quotary.service.dstack.Calls.answer;
import static io.github.quotary.service.dstack.Calls.refused;
import static io.github.quotary.service.dstack.Calls.service;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.service.exchange.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies that are no evidence, or nothing at all. */
class OtherRequestsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|Internal error: Quote is required",
        "{\"quote\":\"00\"}|Internal error: Event log is required",
        "{\"quote\":\"00\",\"event_log\":\"{\"}|Internal error: Failed to create attestation",
        "{\"quote\":\"0x00\",\"event_log\":\"[]\"}|Quote verification failed: ",
        "{\"quote\":\"\",\"event_log\":\"[]\"}|Quote verification failed: ",
        "{\"attestation\":\"\"}|Internal error: Failed to decode attestation",
        "{\"attestation\":\"00\"}|Internal error: Failed to decode attestation",
        "{\"attestation\":\"ff\"}|Internal error: Failed to decode attestation",
        "{\"attestation\":null,\"quote\":null}|Internal error: Quote is required"
      })
  void requestsWithoutEvidenceAreAnswered(String body, String reason) throws IOException {
    refused(EVIDENCE, (ObjectNode) JSON.readTree(body), reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|400",
        "quote|400",
        "{\"quote\":\"00\",\"quote\":\"01\"}|400",
        "{} {}|400",
        "[]|422",
        "{\"quote\":1}|422",
        "{\"quote\":\"0\"}|422",
        "{\"quote\":\"zz\"}|422",
        "{\"event_log\":[]}|422",
        "{\"debug\":1}|422"
      })
  void otherBodiesAreRefused(String body, int status) throws IOException {
    Answer answer =
        service(EVIDENCE, DstackOptions.asUpstream())
            .verify((body == null ? "" : body).getBytes(UTF_8));
    assertEquals(status, answer.status());
    assertFalse(answer(answer).path("is_valid").asBoolean(true));
    assertTrue(answer(answer).path("reason").asText().startsWith("Internal error: "));
  }

  @Test
  void aBodyThatIsTooLongIsRefused() throws IOException {
    Answer answer =
        service(EVIDENCE, DstackOptions.asUpstream()).verify(new byte[DstackVerifier.MAX_BODY + 1]);
    assertEquals(413, answer.status());
    assertFalse(answer(answer).path("is_valid").asBoolean(true));
  }

  @Test
  void healthIsTheirs() throws IOException {
    Answer answer = service(EVIDENCE, DstackOptions.asUpstream()).health();
    assertEquals(200, answer.status());
    assertEquals(
        JSON.readTree("{\"status\":\"ok\",\"service\":\"dstack-verifier\"}"), answer(answer));
  }
}
