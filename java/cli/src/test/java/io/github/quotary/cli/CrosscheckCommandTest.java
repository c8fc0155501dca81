package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cross-check with recorded verdicts, and without anything to compare with. */
class CrosscheckCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NONE = "/no/such/library.so";

  @TempDir private Path folder;

  private static CommandRun run(String... args) {
    List<String> all =
        new ArrayList<>(
            List.of("crosscheck", "--vector", "--library", NONE, "--qvl-library", NONE));
    all.addAll(List.of(args));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private String cases(Consumer<ObjectNode> change) throws IOException {
    Evidence evidence = Simulator.seeded(1).evidence(Scenario.upToDate());
    ObjectNode node = JSON.createObjectNode();
    node.put("id", "made");
    node.put("quote", Base64.getEncoder().encodeToString(evidence.quote()));
    node.set("collateral", JSON.readTree(evidence.collateralJson()));
    node.put("at", evidence.at().getEpochSecond());
    node.put("trustAnchor", "root.pem");
    ObjectNode expected = node.withObjectProperty("expected").putObject("g2");
    expected.put("outcome", "verified");
    expected.put("tcbStatus", "UpToDate");
    expected.put("expired", false);
    expected.putArray("advisoryIds");
    expected.put("tcbDate", 1_770_768_000L);
    change.accept(expected);
    Files.writeString(folder.resolve("root.pem"), evidence.rootPem());
    Files.writeString(folder.resolve("cases.jsonl"), node + "\n");
    return folder.toString();
  }

  @Test
  void agreesWithRecordedVerdicts() throws IOException {
    CommandRun run = run(cases(expected -> {}));
    assertEquals(ExitCode.OK, run.code(), run.out() + run.err());
    assertTrue(run.out().contains("Intel's DCAP library: not used: "), run.out());
    assertTrue(run.out().matches("(?s).*recorded +1 +1 +0 +0 +0\n.*"), run.out());
    assertTrue(run.out().endsWith("AGREE: no unexplained differences\n"), run.out());
  }

  @Test
  void showsWhatDiffers() throws IOException {
    CommandRun run = run(cases(expected -> expected.put("tcbStatus", "OutOfDate")));
    assertEquals(ExitCode.REJECTED, run.code());
    assertTrue(
        run.out()
            .contains("DIFFERS made, recorded\n  tcbStatus: ours UpToDate, Intel's OutOfDate\n"),
        run.out());
    assertTrue(
        run.out().endsWith("DISAGREE: unexplained differences in 1 of 1 comparisons\n"), run.out());
  }

  @Test
  void writesJsonLines() throws IOException {
    CommandRun run =
        run("--format", "json", cases(expected -> expected.put("tcbStatus", "OutOfDate")));
    JsonNode line = JSON.readTree(run.out());
    assertEquals("made", line.path("id").asText());
    assertEquals("recorded", line.path("against").asText());
    assertEquals("differ", line.path("outcome").asText());
    assertEquals("UpToDate", line.path("ours").path("tcbStatus").asText());
    assertEquals("OutOfDate", line.path("intel").path("tcbStatus").asText());
    assertEquals("tcbStatus", line.path("differences").path(0).path("what").asText());
    assertTrue(run.err().contains("not used"), run.err());
  }

  @Test
  void isUndecidedWithoutAnythingToCompareWith() throws IOException {
    String cases = cases(expected -> {});
    assertEquals(ExitCode.UNDECIDED, run("--against", "dcap", cases).code());
    assertEquals(ExitCode.UNDECIDED, run("--generation", "1.26", cases).code(), "nothing recorded");
    Path vectors = Path.of("../../testvectors/vectors");
    CommandRun run = run(vectors.toString());
    assertEquals(ExitCode.UNDECIDED, run.code());
    assertTrue(run.out().contains("UNDECIDED: nothing to compare with"), run.out());
    assertEquals(ExitCode.UNDECIDED, run(vectors.resolve("tdx-v4-up-to-date").toString()).code());
  }

  @Test
  void rejectsInvalidInput() throws IOException {
    assertEquals(ExitCode.USAGE, run(folder.toString()).code(), "empty directory");
    assertEquals(ExitCode.USAGE, run("/no/such/quote").code());
    assertEquals(ExitCode.USAGE, run("--against", "nobody", folder.toString()).code());
    String unknown = cases(expected -> expected.put("tcbStatus", "Fine"));
    assertTrue(run(unknown).err().contains("Fine is not a TCB status"), run(unknown).err());
    String vector = "../../testvectors/vectors/tdx-v4-up-to-date/quote.bin";
    assertTrue(run(vector).err().contains("--collateral"), run(vector).err());
  }
}
