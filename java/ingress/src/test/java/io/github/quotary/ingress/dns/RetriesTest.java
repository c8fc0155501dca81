package io.github.quotary.ingress.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.config.Secret;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An interrupt ends what is tried, and the thread stays interrupted. */
class RetriesTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  @Test
  void anInterruptOfThePauseEndsTheTriesAndTellsWhatFailed() {
    Retries retries =
        Retries.usual(
            () -> NOW,
            time -> {
              throw new InterruptedException();
            });
    DnsResult<String> result = retries.run(number -> Attempt.again("status 500"));
    assertTrue(Thread.interrupted());
    assertEquals(new DnsResult.Unavailable<>("status 500; then it was interrupted", 1), result);
  }

  @Test
  void anInterruptedRequestIsNotSentAgain() throws Exception {
    try (FakeApi api = new FakeApi()) {
      HttpApi http = new HttpApi(api.address(), Map.of(), Secret.of("s"), () -> NOW);
      Thread.currentThread().interrupt();
      Attempt<String> attempt = http.get("/", answer -> Attempt.done("answered"));
      assertTrue(Thread.interrupted());
      assertEquals(
          new Attempt.Again<String>("the request was interrupted", Optional.empty()), attempt);
    }
  }
}
