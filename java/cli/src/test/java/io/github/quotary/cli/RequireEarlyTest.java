package io.github.quotary.cli;

import static io.github.quotary.cli.QuoteFiles.TDX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.simulator.pcs.FakePcs;
import io.github.quotary.simulator.spec.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code --require early}: the early data set decides, too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequireEarlyTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Schema SCHEMA = Schema.named("result.schema.json");
  private static final Scenario HARMLESS =
      TDX.withTcbInfo(info -> info.withEvaluationNumber(21))
          .withQeIdentity(identity -> identity.withEvaluationNumber(21));

  @TempDir private Path folder;

  private final FakePcs revoked = QuoteFiles.aheadOfTime();
  private final FakePcs outdated =
      FakePcs.seeded(3).platform(TDX).otherDataSet(QuoteFiles.NEXT).start();
  private final FakePcs harmless = FakePcs.seeded(3).platform(TDX).otherDataSet(HARMLESS).start();
  private QuoteFiles files = new QuoteFiles(Path.of(""));
  private Path quote = Path.of("");

  @BeforeEach
  void write() {
    files = new QuoteFiles(folder);
    quote = files.quote(revoked, TDX, "quote.bin");
  }

  @AfterAll
  void close() {
    revoked.close();
    outdated.close();
    harmless.close();
  }

  private JsonNode json(int code, Object... options) throws IOException {
    Object[] all = new Object[options.length + 4];
    all[0] = "verify";
    all[1] = quote;
    all[2] = "--format";
    all[3] = "json";
    System.arraycopy(options, 0, all, 4, options.length);
    CommandRun run = files.run(TDX.at(), all);
    assertEquals(code, run.code(), run.out() + run.err());
    JsonNode json = JSON.readTree(run.out());
    assertEquals(List.of(), SCHEMA.objections(json));
    return json;
  }

  @Test
  void aQuoteThatTheEarlyDataSetDoesNotTrustIsNotTrusted() throws IOException {
    JsonNode today = json(ExitCode.OK, "--pcs", outdated.base());
    assertTrue(today.path("trusted").asBoolean());
    assertFalse(today.has("required"));
    JsonNode standard = json(ExitCode.OK, "--pcs", outdated.base(), "--require", "standard");
    assertEquals(today, standard);

    JsonNode early = json(ExitCode.NOT_TRUSTED, "--pcs", outdated.base(), "--require", "early");
    assertFalse(early.path("trusted").asBoolean(true));
    assertEquals("OutOfDate", early.path("tcbStatus").asText());
    assertEquals("early", early.path("decidedBy").asText());
    assertEquals(0, early.at("/requiredDataSets/0/exitCode").asInt(-1));
    assertEquals(ExitCode.NOT_TRUSTED, early.at("/requiredDataSets/1/exitCode").asInt());
  }

  @Test
  void aQuoteThatTheEarlyDataSetRejectsIsRejected() throws IOException {
    JsonNode early = json(ExitCode.REJECTED, "--pcs", revoked.base(), "--require", "early");
    assertEquals("TCB_REVOKED", early.at("/reject/reason").asText());
    assertEquals("early", early.path("decidedBy").asText());
  }

  @Test
  void theEarlyVerdictIsExplainedInText() {
    CommandRun run =
        files.run(TDX.at(), "verify", quote, "--pcs", outdated.base(), "--require", "early");
    assertEquals(ExitCode.NOT_TRUSTED, run.code(), run.out());
    assertTrue(run.out().startsWith("TEST ROOT, NOT TRUSTED: "), run.out());
    assertTrue(
        run.out()
            .contains(
                "\nRequired: trusted under the standard and the early data set; the early one"
                    + " decides\n  standard: "),
        run.out());
  }

  @Test
  void aQuoteThatBothTrustIsTrusted() throws IOException {
    JsonNode json = json(ExitCode.OK, "--pcs", harmless.base(), "--require", "early");
    assertTrue(json.path("trusted").asBoolean());
    assertEquals("standard", json.path("decidedBy").asText());
    assertTrue(json.at("/requiredDataSets/1/trusted").asBoolean());
  }

  @Test
  void anEarlyDataSetThatCannotBeHadLeavesTheQuoteUndecided() throws IOException {
    Path given =
        Files.writeString(folder.resolve("c.json"), revoked.evidence(TDX).collateralJson());
    JsonNode json = json(ExitCode.UNDECIDED, "--collateral", given, "--require", "early");
    assertFalse(json.path("trusted").asBoolean(true));
    assertEquals("undecided", json.path("outcome").asText());
    assertTrue(json.path("cause").asText().contains("early data set is not in"), json.toString());
  }

  @Test
  void aBundleDecidesIfItHasTheEarlyDataSet() throws IOException {
    Path one = folder.resolve("one.json");
    Path all = folder.resolve("all.json");
    Object[] fetch = {
      "collateral", "fetch", "--quote", quote, "--pcs", outdated.base(), "--out", one
    };
    assertEquals(ExitCode.OK, files.run(TDX.at(), fetch).code());
    json(ExitCode.UNDECIDED, "--collateral", one, "--require", "early");
    fetch[fetch.length - 1] = all;
    Object[] ahead = java.util.Arrays.copyOf(fetch, fetch.length + 1);
    ahead[fetch.length] = "--look-ahead";
    assertEquals(ExitCode.OK, files.run(TDX.at(), ahead).code());
    JsonNode json = json(ExitCode.NOT_TRUSTED, "--collateral", all, "--require", "early", "--full");
    assertEquals("early", json.path("decidedBy").asText());
  }

  /** What is bad today is not made better by the early data set. */
  @Test
  void aRejectedQuoteStaysRejected() throws IOException {
    byte[] changed = Files.readAllBytes(quote);
    changed[200] ^= 1;
    Files.write(quote, changed);
    JsonNode json = json(ExitCode.REJECTED, "--pcs", harmless.base(), "--require", "early");
    assertEquals("standard", json.path("decidedBy").asText());
  }

  @Test
  void aTokenStatesThePresentVerdictOnly() throws Exception {
    ECKey key = new ECKeyGenerator(Curve.P_256).keyID("verifier-1").generate();
    Path file = Files.writeString(folder.resolve("key.json"), key.toJSONString());
    CommandRun run =
        files.run(
            TDX.at(),
            "verify",
            quote,
            "--pcs",
            revoked.base(),
            "--require",
            "early",
            "--ear-key",
            file);
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("--require early cannot be combined with --ear-key"), run.err());
  }

  @Test
  void anotherValueIsAUsageError() {
    CommandRun run =
        files.run(TDX.at(), "verify", quote, "--pcs", revoked.base(), "--require", "late");
    assertEquals(ExitCode.USAGE, run.code(), run.out());
    assertTrue(run.err().contains("--require late: write standard or early"), run.err());
  }
}
