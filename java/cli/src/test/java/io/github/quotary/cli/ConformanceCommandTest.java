package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.Scenario;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private ObjectNode caseOf(Evidence evidence) throws IOException {
    ObjectNode node = JSON.createObjectNode();
    node.put("id", "made");
    node.put("quote", Base64.getEncoder().encodeToString(evidence.quote()));
    node.set("collateral", JSON.readTree(evidence.collateralJson()));
    node.put("at", evidence.at().getEpochSecond());
    node.put("trustAnchor", "root.pem");
    for (String generation : new String[] {"g1", "g2"}) {
      ObjectNode expected = node.withObjectProperty("expected").putObject(generation);
      expected.put("outcome", "verified");
      expected.put("tcbStatus", "UpToDate");
      expected.put("expired", false);
      expected.putArray("advisoryIds");
      expected.put("tcbDate", 1_770_768_000L);
    }
    Files.writeString(folder.resolve("root.pem"), evidence.rootPem());
    return node;
  }

  private CommandRun run(ObjectNode... cases) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (ObjectNode node : cases) {
      lines.append(node).append('\n');
    }
    Files.writeString(folder.resolve("cases.jsonl"), lines);
    return CommandRun.of("conformance", folder.toString());
  }

  @Test
  void agreementIsCounted() throws IOException {
    Evidence evidence = Simulator.seeded(1).evidence(Scenario.upToDate());
    CommandRun run = run(caseOf(evidence));
    assertTrue(run.out().endsWith("1 passed, 0 failed\n"), run.out());
    assertEquals(ExitCode.OK, run.code());
  }

  @Test
  void everyKindOfDisagreementFailsTheCase() throws IOException {
    Evidence evidence = Simulator.seeded(1).evidence(Scenario.upToDate());
    ObjectNode status = caseOf(evidence);
    status.withObjectProperty("expected").withObjectProperty("g2").put("tcbStatus", "OutOfDate");
    ObjectNode expired = caseOf(evidence);
    expired.withObjectProperty("expected").withObjectProperty("g2").put("expired", true);
    ObjectNode advisories = caseOf(evidence);
    advisories
        .withObjectProperty("expected")
        .withObjectProperty("g2")
        .withArrayProperty("advisoryIds")
        .add("INTEL-SA-00001");
    ObjectNode date = caseOf(evidence);
    date.withObjectProperty("expected").withObjectProperty("g2").put("tcbDate", 1L);
    ObjectNode outcome = caseOf(evidence);
    outcome.withObjectProperty("expected").withObjectProperty("g2").put("outcome", "rejected");
    ObjectNode own = caseOf(evidence);
    own.put("quotary", "rejected");
    ObjectNode trusted = caseOf(evidence);
    trusted.put("trustedUnderDefaultPolicy", false);
    CommandRun run = run(status, expired, advisories, date, outcome, own, trusted);
    assertTrue(run.out().endsWith("0 passed, 7 failed\n"), run.out());
    assertEquals(ExitCode.REJECTED, run.code());
  }

  @Test
  void aFolderWithoutCasesIsAUsageError() {
    CommandRun run = CommandRun.of("conformance", folder.toString());
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("cases.jsonl"), run.err());
  }

  @Test
  void aCaseThatCannotBeReadIsAUsageError() throws IOException {
    Evidence evidence = Simulator.seeded(1).evidence(Scenario.upToDate());
    for (ObjectNode broken :
        List.of(
            caseOf(evidence).put("quote", "!"),
            caseOf(evidence).put("at", Long.MAX_VALUE),
            caseOf(evidence).put("collateral", "\0"),
            caseOf(evidence).put("trustAnchor", "\0"))) {
      CommandRun run = run(caseOf(evidence), broken);
      assertEquals(ExitCode.USAGE, run.code(), run.err());
      assertTrue(run.err().contains("A case in " + folder), run.err());
    }
    Files.writeString(folder.resolve("cases.jsonl"), caseOf(evidence) + "\n{\"id\":\n");
    CommandRun run = CommandRun.of("conformance", folder.toString());
    assertEquals(ExitCode.USAGE, run.code(), run.out());
    assertTrue(run.err().contains("not strict JSON"), run.err());
  }

  /** Else the cases before the damage would pass for all of them. */
  @Test
  void aFileOfCasesThatIsCutOffIsAUsageError() throws IOException {
    Evidence evidence = Simulator.seeded(1).evidence(Scenario.upToDate());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write((caseOf(evidence) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    Path zipped = folder.resolve("cases.jsonl.gz");
    Files.write(zipped, bytes.toByteArray());
    assertEquals(ExitCode.OK, CommandRun.of("conformance", folder.toString()).code());

    Files.write(zipped, Arrays.copyOf(bytes.toByteArray(), bytes.size() - 4));
    CommandRun run = CommandRun.of("conformance", folder.toString());
    assertEquals(ExitCode.USAGE, run.code(), run.out());
    assertTrue(run.err().contains("Cannot read the cases"), run.err());
  }
}
