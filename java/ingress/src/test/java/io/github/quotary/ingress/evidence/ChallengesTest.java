package io.github.quotary.ingress.evidence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.guest.provider.Answer;
import io.github.quotary.guest.provider.GuestFault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a visitor gets who asks for a quote over a nonce, and what the TEE is spared. */
class ChallengesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HOST = "app.example.com";
  private static final String NONCE = "00ff".repeat(16);
  private static final String ASKED = "nonce=" + NONCE;
  private static final Instant START = Instant.parse("2026-05-20T01:02:03Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final List<byte[]> quoted = new ArrayList<>();

  private Challenges challenges(QuoteJson quotes, ChallengeLimits limits) {
    return new Challenges(
        quotes,
        host -> host.equals(HOST) ? Optional.of(ChallengeStatementTest.SERVED) : Optional.empty(),
        limits,
        now::get);
  }

  private Challenges challenges(String agentJson) {
    return challenges(
        reportData -> {
          quoted.add(reportData);
          return Answer.given(ByteBuffer.wrap(agentJson.getBytes(StandardCharsets.UTF_8)));
        },
        ChallengeLimits.standard());
  }

  private static String text(ChallengeAnswer answer) {
    return StandardCharsets.UTF_8.decode(answer.body()).toString();
  }

  @Test
  void theStatementIsQuotedAndTheAgentsAnswerComesWithIt() throws Exception {
    ChallengeAnswer answer =
        challenges("\ufeff{\"quote\":\"0400\",\"event_log\":\"[]\"}").answer(HOST, ASKED);

    assertEquals(200, answer.status());
    assertEquals("no-store", answer.headers().get("Cache-Control"));
    assertEquals("application/json", answer.headers().get("Content-Type"));
    JsonNode json = JSON.readTree(text(answer));
    ChallengeStatement expected =
        ChallengeStatement.of(ChallengeStatementTest.SERVED, START, HexFormat.of().parseHex(NONCE));
    assertEquals(expected.text(), json.path("statement").textValue());
    assertEquals(1, json.path("version").intValue());
    assertEquals("0400", json.path("quote").path("quote").textValue());
    assertEquals(3, json.size());
    assertArrayEquals(expected.reportData(), quoted.get(0));
  }

  @Test
  void upperCaseIsTheSameNonce() throws Exception {
    String statement =
        JSON.readTree(text(challenges("{}").answer(HOST, "nonce=" + "AB".repeat(16))))
            .path("statement")
            .textValue();
    assertEquals("ab".repeat(16), JSON.readTree(statement).path("nonce").textValue());
  }

  static Stream<String> badQueries() {
    String good = "ab".repeat(16);
    return Stream.of(
        "",
        "nonce",
        "nonce=",
        "nonce=" + "ab".repeat(15),
        "nonce=" + "ab".repeat(65),
        "nonce=" + good + "a",
        "nonce=" + "xy".repeat(16),
        "nonce=%61b" + "ab".repeat(15),
        "nonce=" + good + "&nonce=" + good,
        "nonce=" + good + "&a=b",
        "a=b&nonce=" + good,
        "Nonce=" + good,
        "nonce=" + good + "\n");
  }

  @ParameterizedTest
  @MethodSource("badQueries")
  void anythingElseIsABadRequestOfOneLine(String query) {
    ChallengeAnswer answer = challenges("{}").answer(HOST, query);
    assertEquals(400, answer.status());
    assertEquals(1, text(answer).lines().count());
    assertEquals(List.of(), quoted);
  }

  @Test
  void theTeeIsAskedNoMoreThanTheLimitsAllow() {
    Challenges challenges = challenges("{}");
    for (int i = 0; i < 10; i++) {
      assertEquals(200, challenges.answer(HOST, ASKED).status());
    }
    ChallengeAnswer refused = challenges.answer(HOST, ASKED);
    assertEquals(429, refused.status());
    assertEquals("1", refused.headers().get("Retry-After"));
    assertEquals(10, quoted.size());

    now.set(START.plusMillis(2500));
    assertEquals(200, challenges.answer(HOST, ASKED).status());
    assertEquals(200, challenges.answer(HOST, ASKED).status());
    assertEquals(429, challenges.answer(HOST, ASKED).status());
    now.set(START.plusSeconds(3));
    assertEquals(200, challenges.answer(HOST, ASKED).status(), "half a second was not lost");
    now.set(START.minusSeconds(3600));
    assertEquals(429, challenges.answer(HOST, ASKED).status(), "a clock that is set back");
    now.set(START.minusSeconds(3599));
    assertEquals(200, challenges.answer(HOST, ASKED).status());
  }

  @Test
  void badQueriesCostNothing() {
    Challenges challenges = challenges("{}");
    for (int i = 0; i < 20; i++) {
      challenges.answer(HOST, "nonce=");
      assertEquals(503, challenges.answer("other.example.com", ASKED).status());
    }
    assertEquals(200, challenges.answer(HOST, ASKED).status());
  }

  /** The second is asked while the first is under way. */
  @Test
  void oneQuoteAtATime() {
    AtomicReference<Challenges> self = new AtomicReference<>();
    List<ChallengeAnswer> inner = new ArrayList<>();
    Challenges challenges =
        challenges(
            reportData -> {
              inner.add(self.get().answer(HOST, ASKED));
              return Answer.given(ByteBuffer.wrap(new byte[] {'{', '}'}));
            },
            ChallengeLimits.standard());
    self.set(challenges);

    assertEquals(200, challenges.answer(HOST, ASKED).status());
    assertEquals(List.of(429), inner.stream().map(ChallengeAnswer::status).toList());
    assertEquals(200, challenges.answer(HOST, ASKED).status(), "and the next may follow");
  }

  @Test
  void aSourceThatThrowsDoesNotBlockTheNext() {
    Challenges challenges =
        challenges(
            reportData -> {
              quoted.add(reportData);
              throw new IllegalStateException("broken");
            },
            ChallengeLimits.standard());
    assertThrows(IllegalStateException.class, () -> challenges.answer(HOST, ASKED));
    assertThrows(IllegalStateException.class, () -> challenges.answer(HOST, ASKED));
  }

  static List<Arguments> faults() {
    return List.of(
        Arguments.of(502, new GuestFault.AgentError("GetQuote", 500, "secret words")),
        Arguments.of(502, new GuestFault.Malformed("GetQuote", "secret words")),
        Arguments.of(503, new GuestFault.NotThere("secret words", "secret words")),
        Arguments.of(
            503, new GuestFault.TimedOut("secret words", "reading", Duration.ofSeconds(5))),
        Arguments.of(503, new GuestFault.Busy("GetQuote", "secret words", 3)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultOfTheAgentIsToldToTheOperatorOnly(int status, GuestFault fault) {
    ChallengeAnswer answer =
        challenges(reportData -> Answer.failed(fault), ChallengeLimits.standard())
            .answer(HOST, ASKED);

    assertEquals(status, answer.status());
    assertFalse((text(answer) + answer.headers()).contains("secret"), () -> text(answer));
    assertEquals("no-store", answer.headers().get("Cache-Control"));
    assertEquals(fault, assertInstanceOf(ChallengeAnswer.NoQuote.class, answer).reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "<html>", "{", "{\"a\":1,\"a\":2}", "\"secret\""})
  void whatIsNoJsonObjectIsNotPassedOn(String agent) {
    ChallengeAnswer answer = challenges(agent).answer(HOST, ASKED);
    assertEquals(502, answer.status());
    assertEquals("the TEE gave no quote\n", text(answer));
  }
}
