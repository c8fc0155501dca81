package io.github.quotary.cli;

import static io.github.quotary.cli.QuoteFiles.TDX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.simulator.pcs.FakePcs;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code batch} with collateral for several platforms: from a service, and from a bundle. */
class BatchPcsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Schema SCHEMA = Schema.named("result.schema.json");
  private static final Scenario SGX = Scenario.upToDate(QuoteShape.V3_SGX);
  private static final Scenario STRANGER =
      TDX.withPlatform(platform -> platform.withFmspc("00906ed50000"));

  @TempDir private Path folder;

  private static List<String> verdicts(CommandRun run) throws IOException {
    List<String> verdicts = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      JsonNode json = JSON.readTree(line);
      verdicts.add(json.path("id").asText() + " " + json.path("outcome").asText());
      ((ObjectNode) json).remove("id");
      assertEquals(List.of(), SCHEMA.objections(json));
    }
    return verdicts;
  }

  @Test
  void eachQuoteIsVerifiedWithItsPlatformsCollateral() throws IOException {
    try (FakePcs pcs = FakePcs.seeded(3).platform(TDX).platform(SGX).start()) {
      QuoteFiles files = new QuoteFiles(folder);
      Path quotes = Files.createDirectory(folder.resolve("quotes"));
      Files.write(quotes.resolve("sgx"), pcs.evidence(SGX).quote());
      Files.write(quotes.resolve("stranger"), pcs.evidence(STRANGER).quote());
      Files.write(quotes.resolve("tdx"), pcs.evidence(TDX).quote());
      files.quote(pcs, TDX, "one");
      List<String> expected = List.of("sgx verified", "stranger undecided", "tdx verified");

      CommandRun fetched = files.run(TDX.at(), "batch", quotes, "--pcs", pcs.base());
      assertEquals(expected, verdicts(fetched), fetched.err());
      assertEquals(ExitCode.UNDECIDED, fetched.code());
      assertTrue(fetched.err().contains("\n  undecided   1\n"), fetched.err());

      Path bundle = folder.resolve("bundle.json");
      CommandRun fetch =
          files.run(
              TDX.at(),
              "collateral",
              "fetch",
              "--quote",
              quotes.resolve("tdx"),
              "--quote",
              quotes.resolve("sgx"),
              "--pcs",
              pcs.base(),
              "--out",
              bundle);
      assertEquals(ExitCode.OK, fetch.code(), fetch.err());
      CommandRun bundled = files.run(TDX.at(), "batch", quotes, "--collateral", bundle);
      assertEquals(expected, verdicts(bundled), bundled.err());
    }
  }

  @Test
  void aCacheHasNoUseForAFile() throws IOException {
    CommandRun run =
        CommandRun.of(
            "batch",
            Files.writeString(folder.resolve("q"), "").toString(),
            "--collateral",
            "c.json",
            "--cache",
            "c");
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("add --pcs"), run.err());
  }
}
