package io.github.quotary.service.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.evidence.text.JsonInput;
import io.github.quotary.evidence.text.JsonInputException;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.service.exchange.ProblemException;
import io.github.quotary.simulator.fault.HostileSubject;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a request says, it is read, or a ProblemException says why not. */
@Timeout(300)
class HostileRequestTest {
  private static final String ENVELOPE =
      "{\"input\":\"BAAC\",\"expect\":{\"mrTd\":\""
          + "00".repeat(48)
          + "\"},\"at\":\"2026-01-01T00:00:00Z\"}";

  private static HostileSubject subject(String valid, HostileSubject.Reader reader) {
    return new HostileSubject(valid, ProblemException.class, reader);
  }

  private static boolean isEnvelope(byte[] bytes) {
    Envelope envelope = Envelope.of(bytes).orElse(null);
    return envelope != null
        && envelope.input().length > 0
        && envelope.expectedOf(QuotePolicy.builder().waiveIdentity().build()) != null;
  }

  static Stream<Arguments> readers() {
    return Stream.of(
        Arguments.of("an envelope", subject(ENVELOPE, HostileRequestTest::isEnvelope)),
        Arguments.of(
            "a query",
            subject(
                "at=1&format=json",
                bytes -> Queries.read(new String(bytes, UTF_8), Set.of("at", "format")) != null)),
        Arguments.of(
            "collateral",
            subject(
                "[{\"tcb_info\":\"{}\"}]",
                bytes -> {
                  try {
                    return Collaterals.read(JsonInput.tree(bytes)) != null;
                  } catch (JsonInputException e) {
                    return false;
                  }
                })),
        Arguments.of(
            "bytes",
            subject("AAEC", bytes -> Bytes.decode("quote", new String(bytes, UTF_8)) != null)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readers")
  void throwsNothingElse(String name, HostileSubject subject) {
    subject.readAll();
  }

  @Test
  void aQueryThatIsNotPercentEncodedIsRefused() {
    assertThrows(ProblemException.class, () -> Queries.read("at=%zz", Set.of("at")));
  }

  @Test
  void anEnvelopeIsUtf8Alone() {
    HostileSubject envelope = subject(ENVELOPE, HostileRequestTest::isEnvelope);
    assertTrue(envelope.readsItsOwn());
    envelope.refusesOtherEncodings();
  }
}
