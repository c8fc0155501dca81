package io.github.quotary.domain.custom;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeStatementTest {
  private static String statement(String time) {
    return """
        {"type": "quotary-domain-challenge", "version": 1, "names": ["app.example.com"],
         "account": "https://ca.example/1", "spkiSha256": "%1$s", "certificateSha256": "%1$s",
         "manifestSha256": "%1$s", "time": "%2$s", "nonce": "%1$s"}
        """
        .formatted("11".repeat(32), time);
  }

  @Test
  void theTimeIsRead() {
    assertEquals(
        Optional.of(Instant.parse("2026-06-15T00:00:00Z")),
        ChallengeStatement.read(statement("2026-06-15T00:00:00Z"))
            .found()
            .map(ChallengeStatement::time));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "2026-06-15", "2026-06-15T00:00:00", "1781481600"})
  void aTimeThatIsNoneMakesItMalformed(String time) {
    assertEquals(
        Optional.of("the statement: member time is not an instant in UTC"),
        ChallengeStatement.read(statement(time)).problem());
  }
}
