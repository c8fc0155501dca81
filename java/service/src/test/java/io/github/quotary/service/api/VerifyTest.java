package io.github.quotary.service.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.challenge.Challenge;
import io.github.quotary.evidence.report.Provenance;
import io.github.quotary.evidence.report.TimeSource;
import io.github.quotary.evidence.report.VerdictJson;
import io.github.quotary.policy.PolicyField;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.quote.Measurement;
import io.github.quotary.service.fixture.Rig;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One quote over HTTP gets the verdict, and the JSON, that the engine gives for it. */
class VerifyTest {
  private static final byte[] QUOTE = Rig.EVIDENCE.quote();
  private static final String BASE64 = Base64.getEncoder().encodeToString(QUOTE);
  private static final String MR_TD = Scenario.upToDate().quote().td().get(TdField.MRTD);
  private static final JsonMapper JSON = new JsonMapper();
  private static Rig rig;

  @BeforeAll
  static void start() {
    rig = Rig.of("{}");
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  private static JsonNode expected(QuotePolicy policy, byte[] quote) throws IOException {
    ObjectNode json =
        VerdictJson.of(
            rig.verifier().withPolicy(policy).verify(quote),
            new Provenance(TimeSource.CLOCK, Rig.SOURCE, Rig.PRODUCER, false));
    return JSON.readTree(json.toString());
  }

  /** Somebody may think that what he sent counted. */
  @Test
  void saysWhatOfTheInputWasNotUsed() throws IOException, InterruptedException {
    String input =
        "{\"quote\":\"" + BASE64 + "\",\"collateral\":" + Rig.EVIDENCE.collateralJson() + "}";
    JsonNode answer = Rig.json(rig.post("/v1/verify", input.getBytes(UTF_8)));
    assertEquals(
        "[\"the collateral in the input was not used: this service uses its own\"]",
        answer.path("notes").toString());
    String broken = "{\"quote\":\"" + BASE64 + "\",\"event_log\":[{\"imr\":0,\"digest\":7}]}";
    JsonNode noted = Rig.json(rig.post("/v1/verify", broken.getBytes(UTF_8))).path("notes");
    assertEquals(1, noted.size(), noted.toString());
    assertTrue(noted.path(0).asText().contains("event log"), noted.toString());
    assertTrue(Rig.json(rig.post("/v1/verify", QUOTE)).path("notes").isMissingNode());
  }

  private static ObjectNode envelope() {
    return JSON.createObjectNode().put("input", BASE64);
  }

  private static HttpResponse<byte[]> post(Object body) throws IOException, InterruptedException {
    return rig.post(
        "/v1/verify", body.toString().getBytes(UTF_8), "content-type", "application/json");
  }

  @Test
  void answersARawQuoteOverBothVersionsOfHttp() throws IOException, InterruptedException {
    JsonNode expected = expected(QuotePolicy.strict(), QUOTE);
    HttpResponse<byte[]> one =
        rig.post("/v1/verify", QUOTE, "content-type", "application/octet-stream");
    assertEquals(200, one.statusCode());
    assertEquals(expected, Rig.json(one));
    for (int i = 0; i < 3; i++) {
      HttpResponse<byte[]> two = rig.postOverHttp2("/v1/verify", QUOTE);
      assertEquals(200, two.statusCode());
      assertEquals(expected, Rig.json(two));
    }
  }

  @Test
  void readsOtherForms() throws IOException, InterruptedException {
    JsonNode expected = expected(QuotePolicy.strict(), QUOTE);
    assertEquals(expected, Rig.json(post(BASE64)));
    assertEquals(expected, Rig.json(post(HexFormat.of().formatHex(QUOTE))));
    assertEquals(expected, Rig.json(post(JSON.createObjectNode().put("quote", BASE64))));
    assertEquals(expected, Rig.json(post(envelope())));
  }

  @Test
  void rejectsAQuoteWhoseSignatureIsWrong() throws IOException, InterruptedException {
    byte[] wrong = QUOTE.clone();
    wrong[700] ^= 1;
    HttpResponse<byte[]> answer = rig.post("/v1/verify", wrong);
    assertEquals(200, answer.statusCode());
    assertEquals(expected(QuotePolicy.strict(), wrong), Rig.json(answer));
    byte[] binary = {4, 0, 2, 0, (byte) 0x81, 0, 0, 0};
    assertEquals("rejected", Rig.json(rig.post("/v1/verify", binary)).path("outcome").asText());
  }

  @Test
  void trustsTheTdThatIsExpected() throws IOException, InterruptedException {
    ObjectNode mine = envelope();
    mine.putObject("expect").put("mrTd", MR_TD);
    JsonNode answer = Rig.json(post(mine));
    assertEquals("TRUSTED", answer.path("verdict").asText());
    QuotePolicy policy =
        QuotePolicy.strict().toBuilder()
            .accept(PolicyField.MR_TD, Measurement.of(HexFormat.of().parseHex(MR_TD)))
            .requireIdentity()
            .build();
    assertEquals(expected(policy, QUOTE), answer);

    ObjectNode other = envelope();
    other.putObject("expect").put("mrTd", "00".repeat(47) + "01");
    assertEquals("NOT TRUSTED", Rig.json(post(other)).path("verdict").asText());
  }

  @Test
  void takesAPolicyWithTheRequest() throws IOException, InterruptedException {
    ObjectNode waived = envelope();
    waived.set("policy", JSON.readTree("{\"identity\":\"waived\"}"));
    assertEquals("GENUINE", Rig.json(post(waived)).path("verdict").asText());
    assertEquals("GENUINE", Rig.json(post(envelope().put("anyTd", true))).path("verdict").asText());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`\"foo\":1`, foo",
        "`\"policy\":\"other\"`, policy",
        "`\"policy\":{\"foo\":1}`, policy",
        "`\"expect\":{}`, expect",
        "`\"expect\":{\"mrTd\":\"00\"}`, expect.mrTd",
        "`\"expect\":{\"mrTd\":\"xy\"}`, expect.mrTd",
        "`\"expect\":{\"foo\":\"00\"}`, expect.foo",
        "`\"expect\":{\"reportData\":\"xy\"}`, expect.reportData",
        "`\"anyTd\":1`, anyTd",
        "`\"at\":\"2026-01-01\"`, at",
        "`\"collateral\":{}`, collateral",
        "`\"key\":\"00\"`, nonce",
        "`\"nonce\":\"00\",\"key\":\"00\"`, nonce",
        "`\"nonce\":\"00\"`, key",
        "`\"nonce\":\"00\",\"key\":\"00\",\"binding\":\"x\"`, binding",
      })
  void saysWhichMemberIsWrong(String member, String place)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = post("{\"input\":\"" + BASE64 + "\"," + member + "}");
    assertEquals(400, answer.statusCode());
    assertEquals(
        "application/problem+json", answer.headers().firstValue("content-type").orElseThrow());
    assertEquals(place, Rig.json(answer).path("at").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "true", "7", "\"\"", "\" \""})
  void anInputIsTextOrJson(String input) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = post("{\"input\":" + input + "}");
    assertEquals(400, answer.statusCode());
    assertEquals("input", Rig.json(answer).path("at").asText());
  }

  @Test
  void saysWhatItCannotRead() throws IOException, InterruptedException {
    HttpResponse<byte[]> words = post("hello");
    assertEquals(422, words.statusCode());
    assertTrue(Rig.json(words).path("detail").asText().contains("hello"));
    assertEquals(422, post("{\"quote\":").statusCode());
    assertEquals(400, rig.post("/v1/verify", new byte[0]).statusCode());
    assertEquals(400, rig.post("/v1/verify?policy=other", QUOTE).statusCode());
    assertEquals(400, rig.post("/v1/verify?foo=1", QUOTE).statusCode());
    assertEquals(404, rig.get("/v1/other").statusCode());
    HttpResponse<byte[]> method = rig.get("/v1/verify");
    assertEquals(405, method.statusCode());
    assertEquals("OPTIONS, POST", method.headers().firstValue("allow").orElseThrow());
    assertEquals(406, rig.post("/v1/verify", QUOTE, "accept", "application/eat+jwt").statusCode());
  }

  /** Else it would be a log without events, which has nothing to replay. */
  @Test
  void whatCannotBeReplayedIsMalformed() throws IOException, InterruptedException {
    for (String body : new String[] {"{\"log\":", "{\"log\":[],\"log\":[]}", "{\"log\":1}"}) {
      HttpResponse<byte[]> answer = rig.post("/v1/replay", body.getBytes(UTF_8));
      assertEquals("malformed", Rig.json(answer).path("outcome").asText(), body);
    }
  }

  @Test
  void anAnswerToANonceDoesNotSayWhoseTdItIs() throws IOException, InterruptedException {
    for (boolean anyTd : new boolean[] {false, true}) {
      JsonNode challenge = Rig.json(rig.post("/v1/challenge", new byte[0]));
      byte[] nonce = Base64.getUrlDecoder().decode(challenge.path("nonce").asText());
      byte[] reportData =
          Challenge.of(challenge.path("context").asText(), nonce).reportData(new byte[] {1, 2, 3});
      ObjectNode answer = JSON.createObjectNode();
      answer.put("input", Base64.getEncoder().encodeToString(quoteWith(reportData)));
      answer.put("nonce", challenge.path("nonce").asText());
      answer.put("key", "010203");
      if (anyTd) {
        answer.put("anyTd", true);
      }
      JsonNode verdict = Rig.json(post(answer));
      assertEquals("GENUINE", verdict.path("verdict").asText());
      assertEquals(anyTd, verdict.path("trusted").asBoolean());
      assertTrue(verdict.path("notChecked").toString().contains("identity"), verdict::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"quote\":\"%s\",\"expect\":{\"mrTd\":\"00\"}}",
        "{\"Input\":\"%s\",\"anyTd\":true}",
        "{\"quote\":\"%s\",\"policy\":\"other\"}",
        "{\"quote\":\"%s\",\"nonce\":\"00\",\"key\":\"00\"}"
      })
  void whatIsAskedOfAQuoteThatIsNotTheInputIsRefused(String body)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = post(body.formatted(BASE64));
    assertEquals(400, answer.statusCode());
    assertTrue(Rig.json(answer).path("detail").asText().contains("in the member input"));
  }

  private static byte[] quoteWith(byte[] reportData) {
    return Simulator.seeded(7)
        .evidence(
            Scenario.upToDate()
                .withTd(td -> td.with(TdField.REPORTDATA, HexFormat.of().formatHex(reportData))))
        .quote();
  }

  /** A key has 1 to 65536 bytes. */
  @ParameterizedTest
  @CsvSource({"quotary, 0", "plain, 0", "quotary, 65537", "plain, 65537"})
  void aKeyThatIsNoneIsNamed(String binding, int bytes) throws IOException, InterruptedException {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("input", BASE64);
    answer.set("nonce", Rig.json(rig.post("/v1/challenge", new byte[0])).path("nonce"));
    answer.put("key", "00".repeat(bytes)).put("binding", binding);
    HttpResponse<byte[]> refusal = post(answer);
    assertEquals(400, refusal.statusCode());
    assertEquals("key", Rig.json(refusal).path("at").asText());
  }

  @Test
  void aNonceIsGoodForOneAnswer() throws IOException, InterruptedException {
    JsonNode challenge = Rig.json(rig.post("/v1/challenge", new byte[0]));
    byte[] nonce = Base64.getUrlDecoder().decode(challenge.path("nonce").asText());
    byte[] key = {1, 2, 3};
    byte[] reportData = Challenge.of(challenge.path("context").asText(), nonce).reportData(key);
    byte[] quote = quoteWith(reportData);
    ObjectNode answer = JSON.createObjectNode();
    answer.put("input", Base64.getEncoder().encodeToString(quote));
    answer.put("nonce", challenge.path("nonce").asText());
    answer.put("key", "010203");
    answer.putObject("expect").put("mrTd", MR_TD);
    assertEquals("TRUSTED", Rig.json(post(answer)).path("verdict").asText());
    HttpResponse<byte[]> again = post(answer);
    assertEquals(400, again.statusCode());
    assertTrue(Rig.json(again).path("detail").asText().contains("used before"));
  }

  @Test
  void whatIsNotHexadecimalIsCalledThat() throws IOException, InterruptedException {
    ObjectNode body = envelope();
    body.putObject("expect").put("mrTd", "zz");
    JsonNode answer = Rig.json(post(body));
    assertTrue(answer.path("detail").asText().contains("not hexadecimal"), answer.toString());
  }
}
