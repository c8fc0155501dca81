package io.github.quotary.cli.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.evidence.report.InputChecks;
import io.github.quotary.evidence.report.Provenance;
import io.github.quotary.evidence.report.TimeSource;
import io.github.quotary.evidence.report.VerdictJson;
import io.github.quotary.evidence.report.VerdictLines;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.Verifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** A line of a batch says what the verdict as a tree says, whatever was written before it. */
@EnabledIfEnvironmentVariable(
    named = "QUOTARY_CONFORMANCE",
    matches = ".+",
    disabledReason = "QUOTARY_CONFORMANCE does not name the folder with the conformance data")
class VerdictLinesConformanceTest {
  private static final List<Provenance> SOURCES =
      List.of(
          new Provenance(TimeSource.OPTION, "conformance data", "quotary test", false),
          new Provenance(TimeSource.OPTION, "elsewhere", "quotary test", true));

  private final VerdictLines lines = new VerdictLines();
  private int written;

  @Test
  void linesSayWhatTheTreeSays() {
    for (String suite : List.of("real", "tcb-scenarios")) {
      new CaseFolder(Path.of(System.getenv("QUOTARY_CONFORMANCE"), suite)).forEach(this::compare);
    }
    assertTrue(written > 1000, "too few lines were compared: " + written);
  }

  private void compare(Case c) {
    Verifier strict = Verifier.builder().trustAnchor(c.trustAnchor()).build();
    Verifier lenient = strict.withPolicy(QuotePolicy.builder().waiveIdentity().build());
    for (Instant at : List.of(c.at(), c.at().plus(Duration.ofDays(4000)), c.at())) {
      for (Verifier verifier : List.of(strict, lenient, strict)) {
        VerificationResult result = verifier.verify(c.quote(), c.collateral(), at);
        SOURCES.forEach(source -> compare(result, source));
      }
    }
  }

  private void compare(VerificationResult result, Provenance source) {
    InputChecks checks = InputChecks.of(result, List.of(), List.of());
    ObjectNode expected = JsonNodeFactory.instance.objectNode();
    expected.put("id", ++written);
    expected.setAll(VerdictJson.of(result, source));
    lines.clear();
    lines.add(IntNode.valueOf(written), checks, source);
    assertEquals(
        expected + "\n", new String(lines.bytes(), 0, lines.size(), StandardCharsets.UTF_8));
  }
}
