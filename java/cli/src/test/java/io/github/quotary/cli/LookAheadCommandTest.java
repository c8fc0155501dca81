package io.github.quotary.cli;

import static io.github.quotary.cli.QuoteFiles.TDX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.simulator.pcs.FakePcs;
import io.github.quotary.simulator.pcs.PcsFault;
import io.github.quotary.simulator.pcs.PcsService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code verify --look-ahead}: what the verdict would be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LookAheadCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private final FakePcs pcs = QuoteFiles.aheadOfTime();
  private QuoteFiles files = new QuoteFiles(Path.of(""));
  private Path quote = Path.of("");
  private Path bundle = Path.of("");

  @BeforeEach
  void heal() {
    pcs.heal();
    files = new QuoteFiles(folder);
    quote = files.quote(pcs, TDX, "quote.bin");
    bundle = folder.resolve("bundle.json");
  }

  @AfterAll
  void close() {
    pcs.close();
  }

  private CommandRun lookAhead(Object from, Object place, String format) {
    return files.run(TDX.at(), "verify", quote, from, place, "--look-ahead", "--format", format);
  }

  private CommandRun fetch(String... options) {
    Object[] fixed = {
      "collateral", "fetch", "--quote", quote, "--pcs", pcs.base(), "--out", bundle
    };
    Object[] all = new Object[options.length + fixed.length];
    System.arraycopy(fixed, 0, all, 0, fixed.length);
    System.arraycopy(options, 0, all, fixed.length, options.length);
    return files.run(TDX.at(), all);
  }

  @ParameterizedTest
  @CsvSource({"text,txt", "json,json"})
  void aTrustedQuoteThatWillNotBeTrusted(String format, String end) throws IOException {
    CommandRun run = lookAhead("--pcs", pcs.base(), format);
    assertEquals("", run.err());
    assertEquals(ExitCode.OK, run.code(), run.out());
    Golden.assertMatches("verify-look-ahead." + end, run.out());

    assertEquals(ExitCode.OK, fetch("--look-ahead").code());
    CommandRun offline = lookAhead("--collateral", bundle, format);
    assertEquals(ExitCode.OK, offline.code(), offline.err());
    assertEquals(
        run.out(),
        offline.out().replace(bundle.toString(), pcs.base().toString()),
        "all but where the collateral comes from");
  }

  @Test
  void theResultMatchesTheSchema() throws IOException {
    JsonNode json = JSON.readTree(lookAhead("--pcs", pcs.base(), "json").out());
    assertEquals(List.of(), Schema.named("result.schema.json").objections(json));
    assertEquals(2, json.path("lookAhead").size());
  }

  @Test
  void aBundleWithOneDataSetCannotLookAhead() throws IOException {
    assertEquals(ExitCode.OK, fetch().code());
    CommandRun run = lookAhead("--collateral", bundle, "text");
    assertEquals(ExitCode.USAGE, run.code(), run.out());
    assertTrue(run.err().contains("--look-ahead needs --pcs, or a bundle"), run.err());
    Files.writeString(folder.resolve("c.json"), pcs.evidence(TDX).collateralJson());
    CommandRun given = lookAhead("--collateral", folder.resolve("c.json"), "text");
    assertEquals(ExitCode.USAGE, given.code());
    assertEquals("", given.out());
  }

  @Test
  void aBundleWithoutTheListOfDataSetsCanLookAhead() throws IOException {
    assertEquals(
        ExitCode.OK, fetch("--update", "standard", "--tcb-evaluation-data-number", "21").code());
    JsonNode json = JSON.readTree(lookAhead("--collateral", bundle, "json").out());
    assertEquals(1, json.path("lookAhead").size(), json.toString());
    assertEquals("OutOfDate", json.at("/lookAhead/0/tcbStatus").asText());
    assertEquals("21", json.at("/lookAhead/0/dataSet").asText());
  }

  @Test
  void aServiceWithoutTheListStillHasTheEarlyDataSet() throws IOException {
    pcs.fault(PcsService.TCB_EVALUATION_DATA_NUMBERS, new PcsFault.Status(404));
    JsonNode json = JSON.readTree(lookAhead("--pcs", pcs.base(), "json").out());
    assertEquals(1, json.path("lookAhead").size());
    assertEquals("early", json.at("/lookAhead/0/dataSet").asText());
    CommandRun fetched = fetch("--look-ahead");
    assertEquals(ExitCode.OK, fetched.code(), fetched.out());
    assertTrue(fetched.err().contains("only the early one is fetched"), fetched.err());
  }

  @Test
  void itCannotBeCombinedWithAToken() {
    CommandRun run =
        files.run(
            TDX.at(),
            "verify",
            quote,
            "--pcs",
            pcs.base(),
            "--look-ahead",
            "--ear-key",
            files.anchor());
    assertEquals(ExitCode.USAGE, run.code());
  }
}
