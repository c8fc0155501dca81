package io.github.quotary.benchmarks.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tiny rounds of all candidates; what they measure means nothing. */
@Tag("any-jdk")
class BesideTest {
  private static final Plan TINY =
      new Plan(2, Duration.ofMillis(200), Duration.ofMillis(200), Duration.ofMillis(200), 20);

  @TempDir private Path results;

  @Test
  void measuresEachCandidateInEachRound() throws Exception {
    assumeTrue(Haproxy.program().isPresent(), "haproxy is not installed");
    JsonNode root = new ObjectMapper().readTree(Beside.measure(TINY, "", results).toFile());
    assertEquals("ingress", root.path("kind").asText());
    for (Measure measure : Measure.values()) {
      for (Candidate candidate : Candidate.values()) {
        JsonNode values =
            root.path("measures").path(measure.name()).path(candidate.name()).path("values");
        assertEquals(2, values.size(), () -> measure + " of " + candidate);
        if (measure != Measure.ADDED_LATENCY) {
          values.forEach(
              value -> assertTrue(value.asDouble() > 0, () -> measure + " " + candidate));
        }
      }
    }
  }
}
