package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.evidence.collateral.CollateralFile;
import io.github.quotary.evidence.form.EvidenceReader;
import io.github.quotary.evidence.form.Reading;
import io.github.quotary.evidence.input.CollateralFiles;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.verify.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** What people's tools write, through the command and through the API. */
@EnabledIfEnvironmentVariable(
    named = "QUOTARY_CONFORMANCE",
    matches = ".+",
    disabledReason = "QUOTARY_CONFORMANCE does not name the folder with the conformance data")
class FieldConformanceTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Path folder() {
    return Path.of(System.getenv("QUOTARY_CONFORMANCE")).resolve("field");
  }

  private static Stream<JsonNode> rows() throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    JSON.readTree(folder().resolve("index.json").toFile()).forEach(rows::add);
    return rows.stream();
  }

  @TestFactory
  Stream<DynamicTest> theCommandGivesWhatIsExpected() throws IOException {
    return rows().map(row -> DynamicTest.dynamicTest(input(row), () -> command(row)));
  }

  private static String input(JsonNode row) {
    return row.path("input").asText();
  }

  /** The arguments, with paths that are there resolved against the data's folder. */
  private static List<String> arguments(JsonNode row) {
    List<String> arguments = new ArrayList<>();
    for (JsonNode argument : row.path("command")) {
      String text = argument.asText().replace("{input}", input(row));
      Path file = folder().resolve(text);
      arguments.add(text.contains("/") && Files.exists(file) ? file.toString() : text);
    }
    return arguments;
  }

  private static void command(JsonNode row) throws IOException {
    JsonNode expect = row.path("expect");
    CommandRun run = CommandRun.of(arguments(row).toArray(String[]::new));
    String said = run.out() + run.err();
    if (expect.has("exit")) {
      assertEquals(expect.path("exit").asInt(), run.code(), said);
    }
    expect
        .path("stderrOrTextNames")
        .forEach(word -> assertTrue(said.contains(word.asText()), said));
    for (String register : List.of("rtmr0", "rtmr1")) {
      if (expect.has(register)) {
        JsonNode computed = JSON.readTree(run.out()).at("/registers/" + register + "/computed");
        assertEquals(expect.path(register).asText(), computed.asText());
      }
    }
    for (var check : expect.path("checks").properties()) {
      String line = JSON.readTree(run.out()).path("checks").toString();
      assertTrue(line.contains(check.getKey()), line);
      assertEquals(check.getValue().asText(), status(JSON.readTree(run.out()), check.getKey()));
    }
    if (input(row).endsWith("dup.ndjson")) {
      assertTrue(!run.out().contains("\"outcome\":\"verified\""), run.out());
    }
  }

  private static String status(JsonNode report, String id) {
    for (JsonNode check : report.path("checks")) {
      if (check.path("id").asText().equals(id)) {
        return check.path("status").asText();
      }
    }
    return report.path("checks").path(id).asText();
  }

  @TestFactory
  Stream<DynamicTest> theApiGivesTheSame() throws IOException {
    return rows()
        .filter(row -> row.path("command").path(0).asText().equals("verify"))
        .map(row -> DynamicTest.dynamicTest(input(row), () -> api(row)));
  }

  private static void api(JsonNode row) throws IOException {
    List<String> arguments = arguments(row);
    Reading reading = EvidenceReader.read(Files.readAllBytes(Path.of(arguments.get(1)))).oneQuote();
    if (row.path("expect").path("exit").asInt() != 0) {
      String problem = assertInstanceOf(Reading.Unread.class, reading).problem();
      row.path("expect")
          .path("stderrOrTextNames")
          .forEach(word -> assertTrue(problem.contains(word.asText()), problem));
      return;
    }
    Path path = Path.of(arguments.get(arguments.indexOf("--collateral") + 1));
    CollateralFile collateral = CollateralFiles.parse(Files.readAllBytes(path), path);
    Verifier verifier =
        Verifier.builder()
            .policy(QuotePolicy.builder().waiveIdentity().build())
            .collateralSource(
                collateral instanceof CollateralFile.Several several
                    ? several.bundle()
                    : CollateralSource.of(((CollateralFile.Single) collateral).collateral()))
            .build();
    String at = arguments.get(arguments.indexOf("--at") + 1);
    Reading.Found found = assertInstanceOf(Reading.Found.class, reading);
    assertTrue(verifier.verify(found.quotes().get(0).bytes(), Instant.parse(at)).isTrusted());
  }
}
