package io.github.quotary.service.trustee;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.simulator.fault.HostileSubject;
import io.github.quotary.verify.Verifier;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent for evaluation, it is evaluated, or an EvaluationException says why not. */
@Timeout(300)
class HostileEvaluationTest {
  private static final Verifier VERIFIER = Verifier.builder().build();

  private static String request(String evidence) {
    return "{\"verification_requests\":[{\"tee\":\"tdx\",\"evidence\":\""
        + Base64.getUrlEncoder().withoutPadding().encodeToString(evidence.getBytes(UTF_8))
        + "\",\"runtime_data\":{\"structured\":{\"nonce\":\"a\"}},"
        + "\"runtime_data_hash_algorithm\":\"sha384\"}],\"policy_ids\":[]}";
  }

  private static boolean evaluate(EvaluationRequest request) throws EvaluationException {
    for (EvaluationRequest.Item item : request.items()) {
      Appraised.of(
          item,
          quote ->
              VERIFIER.verify(
                  quote, Collateral.builder().build(), Instant.parse("2026-06-15T00:00:00Z")));
    }
    return true;
  }

  private static HostileSubject subject(String valid, HostileSubject.Reader reader) {
    return new HostileSubject(valid, EvaluationException.class, reader);
  }

  static Stream<Arguments> readers() {
    String evidence = "{\"quote\":\"BAAC\",\"cc_eventlog\":null}";
    return Stream.of(
        Arguments.of(
            "a request as JSON",
            subject(request(evidence), bytes -> evaluate(EvaluationRequest.read(bytes)))),
        Arguments.of(
            "the evidence in it",
            subject(
                evidence,
                bytes ->
                    evaluate(
                        EvaluationRequest.read(
                            request(new String(bytes, UTF_8)).getBytes(UTF_8))))),
        Arguments.of(
            "a request as protobuf",
            subject("\n\u0005\n\u0003tdx", bytes -> evaluate(EvaluationMessages.request(bytes)))),
        Arguments.of(
            "canonical JSON",
            subject(
                "{\"b\":[1,1.5e300,-0.0,\"\u20ac\"],\"a\":{\"c\":null}}",
                bytes ->
                    CanonicalJson.of(
                                EvaluationRequest.tree(
                                    bytes, EvaluationException.malformed("not JSON")))
                            .length
                        > 0)),
        Arguments.of(
            "init data",
            subject(
                "algorithm = \"sha256\"\nversion = \"0.1.0\"\n[data]\na = \"b\"\n",
                bytes -> InitData.toml(new String(bytes, UTF_8)) != null)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readers")
  void throwsNothingElse(String name, HostileSubject subject) {
    subject.readAll();
  }

  @Test
  void jsonIsUtf8Alone() {
    HostileSubject request =
        subject(request("{}"), bytes -> EvaluationRequest.read(bytes).items().size() == 1);
    assertTrue(request.readsItsOwn());
    request.refusesOtherEncodings();
  }

  /** A log that counts as absent would not be compared with the quote. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"quote\":\"*\"}|quote is not base64",
        "{\"quote\":\"BAAC\",\"cc_eventlog\":\"*\"}|cc_eventlog is not base64"
      })
  void evidenceThatIsNotBase64IsRefused(String evidenceAndProblem) throws IOException {
    String[] parts = evidenceAndProblem.split("\\|");
    JsonNode evidence = new JsonMapper().readTree(parts[0]);
    EvaluationException refused =
        assertThrows(EvaluationException.class, () -> TdxEvidence.read(evidence));
    assertTrue(refused.toString().contains(parts[1]), refused::toString);
  }
}
