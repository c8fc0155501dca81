package io.github.quotary.ingress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.ingress.evidence.ChallengeLimits;
import io.github.quotary.ingress.evidence.Challenges;
import io.github.quotary.ingress.evidence.EvidencePublisher;
import io.github.quotary.ingress.evidence.QuoteJson;
import io.github.quotary.ingress.proxy.EvidenceAnswer;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class EvidenceDeskTest {
  @Test
  void aChallengeThatNoThreadTakesMayBeAskedAgain() {
    QuoteJson never =
        reportData -> {
          throw new AssertionError("the TEE was asked");
        };
    EvidenceDesk desk =
        new EvidenceDesk(
            new EvidencePublisher(never),
            Optional.of(
                new Challenges(
                    never,
                    host -> Optional.empty(),
                    ChallengeLimits.standard(),
                    () -> Instant.EPOCH)),
            task -> {
              throw new RejectedExecutionException();
            },
            (level, event, fields) -> {});
    EvidenceAnswer answer =
        desk.answer("GET", Challenges.PATH, "app.example.com").toCompletableFuture().join();
    assertEquals(429, answer.status());
  }
}
