package io.github.quotary.cli;

import static io.github.quotary.cli.QuoteFiles.TDX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.simulator.pcs.FakePcs;
import io.github.quotary.simulator.pcs.PcsDialect;
import io.github.quotary.simulator.pcs.PcsFault;
import io.github.quotary.simulator.pcs.PcsService;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code verify} with collateral from services. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerifyPcsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Schema SCHEMA = Schema.named("result.schema.json");
  private static final String NOBODY = "http://127.0.0.1:1";

  @TempDir private Path folder;

  private final FakePcs pcs = FakePcs.seeded(3).platform(TDX).start();
  private QuoteFiles files = new QuoteFiles(Path.of(""));
  private Path quote = Path.of("");

  @BeforeEach
  void heal() {
    pcs.heal();
    pcs.forgetRequests();
    files = new QuoteFiles(folder);
    quote = files.quote(pcs, TDX, "quote.bin");
  }

  @AfterAll
  void close() {
    pcs.close();
  }

  private CommandRun verify(Object... options) {
    return verifyAt(TDX.at(), options);
  }

  private CommandRun verifyAt(Instant at, Object... options) {
    Object[] all = new Object[options.length + 2];
    all[0] = "verify";
    all[1] = quote;
    System.arraycopy(options, 0, all, 2, options.length);
    return files.run(at, all);
  }

  private JsonNode json(int code, Object... options) throws IOException {
    Object[] all = java.util.Arrays.copyOf(options, options.length + 2);
    all[options.length] = "--format";
    all[options.length + 1] = "json";
    CommandRun run = verify(all);
    assertEquals(code, run.code(), run.out() + run.err());
    JsonNode json = JSON.readTree(run.out());
    assertEquals(List.of(), SCHEMA.objections(json));
    return json;
  }

  @ParameterizedTest
  @CsvSource({"text", "json"})
  void anyServerWithTheDocumentedPathsWorks(String format) throws IOException {
    Path given = Files.writeString(folder.resolve("c.json"), pcs.evidence(TDX).collateralJson());
    String fmspc = TDX.platform().fmspc().toUpperCase(Locale.ROOT);
    try (PlainServer server = PlainServer.of(pcs.evidence(TDX), fmspc)) {
      CommandRun run = verify("--pcs", server.address(), "--format", format);
      assertEquals("", run.err());
      assertEquals(ExitCode.OK, run.code());
      assertEquals(
          verify("--collateral", given, "--format", format).out(),
          run.out().replace(server.address(), given.toString()),
          "all but where the collateral comes from");
      assertEquals(4, server.requests());
    }
  }

  @Test
  void everyCheckIsReportedForAServicesCollateral() throws IOException {
    Path given = Files.writeString(folder.resolve("c.json"), pcs.evidence(TDX).collateralJson());
    assertEquals(
        verify("--collateral", given, "--full").out(),
        verify("--pcs", pcs.base(), "--full")
            .out()
            .replace(pcs.base().toString(), given.toString()));
  }

  @Test
  void theNextServiceIsQueriedAndAWarningSaysWhy() {
    try (FakePcs empty = FakePcs.seeded(3).start()) {
      CommandRun run =
          verify("--pcs", empty.base(), "--pcs", pcs.base() + "/sgx/certification/v4/");
      assertEquals(ExitCode.OK, run.code(), run.out());
      for (String line : run.err().lines().toList()) {
        assertTrue(line.startsWith("quotary: warning: "), line);
        assertTrue(line.contains(" from " + empty.base() + ": "), line);
      }
      assertEquals(4, run.err().lines().count());
    }
  }

  @Test
  void aServiceThatIsDownLeavesTheQuoteUndecided() throws IOException {
    JsonNode json = json(ExitCode.UNDECIDED, "--pcs", NOBODY);
    assertEquals("undecided", json.path("outcome").asText());
    assertTrue(json.path("retryable").asBoolean());
    assertTrue(json.path("cause").asText().contains("cannot connect"), json.toString());
    CommandRun text = verify("--pcs", NOBODY);
    assertEquals(ExitCode.UNDECIDED, text.code());
    assertTrue(text.out().startsWith("TEST ROOT, UNDECIDED: TCB info (TDX"), text.out());
    assertTrue(text.out().contains("\nTo do: a retry may help; "), text.out());
    assertEquals("", text.err());
  }

  @Test
  void anUnknownPlatformIsNotWorthARetry() throws IOException {
    try (FakePcs empty = FakePcs.seeded(3).start()) {
      JsonNode json = json(ExitCode.UNDECIDED, "--pcs", empty.base());
      assertFalse(json.path("retryable").asBoolean());
      assertTrue(json.path("cause").asText().contains("answers 404"), json.toString());
    }
  }

  static Stream<PcsFault> lies() {
    return Stream.of(
        PcsFault.Plain.HTML,
        PcsFault.Plain.GARBAGE,
        PcsFault.Plain.EMPTY,
        PcsFault.Plain.HALF_A_DOCUMENT,
        PcsFault.Plain.CHAIN_HEADER_MISSING,
        PcsFault.Plain.CHAIN_HEADER_BROKEN,
        PcsFault.Content.WRONG_SIGNATURE,
        PcsFault.Content.WRONG_KEY,
        PcsFault.Content.OTHER_SUBJECT,
        new PcsFault.HugeBody(4 << 20),
        new PcsFault.Redirect(URI.create("http://other.invalid/")));
  }

  @ParameterizedTest
  @MethodSource("lies")
  void invalidCollateralIsNeverUsed(PcsFault fault) throws IOException {
    pcs.faultEverywhere(fault);
    JsonNode json = json(ExitCode.UNDECIDED, "--pcs", pcs.base());
    assertFalse(json.path("trusted").asBoolean());
    assertFalse(json.path("retryable").asBoolean(), json.toString());
  }

  @Test
  void genuineCollateralThatExpiredIsAMatterOfThePolicy() throws IOException {
    pcs.fault(PcsService.TCB_INFO, PcsFault.Content.EXPIRED);
    CommandRun run = verify("--pcs", pcs.base());
    assertEquals(ExitCode.NOT_TRUSTED, run.code(), run.out());
    assertTrue(run.out().contains("(EXPIRED)"), run.out());
    assertTrue(run.err().contains("it was valid until"), run.err());
  }

  @Test
  void fetchedCollateralIsCachedForTheNextRun() {
    Path cache = folder.resolve("cache");
    assertEquals(ExitCode.OK, verify("--pcs", pcs.base(), "--cache", cache).code());
    assertFalse(pcs.requests().isEmpty());
    pcs.forgetRequests();
    CommandRun again = verify("--pcs", pcs.base(), "--cache", cache);
    assertEquals(ExitCode.OK, again.code(), again.out());
    assertEquals("", again.err());
    assertEquals(List.of(), pcs.requests());
    assertEquals(ExitCode.OK, verify("--pcs", NOBODY, "--cache", cache).code());

    Instant twoDaysLater = TDX.at().plus(Duration.ofDays(2));
    pcs.faultEverywhere(new PcsFault.Status(404));
    CommandRun outage = verifyAt(twoDaysLater, "--pcs", pcs.base(), "--cache", cache);
    assertEquals(ExitCode.OK, outage.code(), outage.out());
    assertTrue(outage.err().contains("using the cached one, valid until"), outage.err());
  }

  @Test
  void aBundleIsTheFallbackOfAService() throws IOException {
    Path given = Files.writeString(folder.resolve("c.json"), pcs.evidence(TDX).collateralJson());
    pcs.faultEverywhere(new PcsFault.Status(404));
    CommandRun run = verify("--pcs", pcs.base(), "--collateral", given);
    assertEquals(ExitCode.OK, run.code(), run.out());
    assertTrue(run.err().contains("using the cached one"), run.err());
  }

  @Test
  void theGivenServiceOverridesADirectorysCollateral() throws IOException {
    Files.writeString(folder.resolve("collateral.json"), "not even JSON");
    assertEquals(ExitCode.OK, files.run(TDX.at(), "verify", folder, "--pcs", pcs.base()).code());
  }

  @Test
  void aCachingServiceWithItsOwnCertificate() throws Exception {
    try (TlsFront front = TlsFront.of(pcs.base(), folder)) {
      CommandRun unknown = verify("--pcs", front.address());
      assertEquals(ExitCode.UNDECIDED, unknown.code());
      CommandRun trusted = verify("--pcs", front.address(), "--pcs-ca", front.certificate());
      assertEquals(ExitCode.OK, trusted.code(), trusted.out());
      CommandRun pinned = verify("--pcs", front.address(), "--pcs-pin", front.certificate());
      assertEquals(ExitCode.OK, pinned.code(), pinned.out());
      CommandRun both =
          verify(
              "--pcs",
              front.address(),
              "--pcs-pin",
              front.certificate(),
              "--pcs-ca",
              front.certificate());
      assertEquals(ExitCode.USAGE, both.code());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--pcs, nowhere, neither an address",
    "--pcs, alibaba:No Region, is not a valid region",
    "--pcs, ftp://127.0.0.1, is not an address of the form",
    "--pcs, http://127.0.0.1/x?y=z, must not have a user",
    "--pcs, http://127.0.0.1/sgx/certification/v9, supported are v3 and v4",
    "--pcs-ca, anchor.pem, need --pcs"
  })
  void usageErrors(String option, String value, String message) {
    CommandRun run = verify(option, value);
    assertEquals(ExitCode.USAGE, run.code(), run.out());
    assertTrue(run.err().contains(message), run.err());
  }

  @Test
  void anInvalidCertificateIsAUsageError() throws IOException {
    Path pem = Files.writeString(folder.resolve("no.pem"), "no PEM");
    assertEquals(ExitCode.USAGE, verify("--pcs", pcs.base(), "--pcs-ca", pem).code());
    assertEquals(ExitCode.USAGE, verify("--pcs", pcs.base(), "--cache", pem).code());
  }

  @Test
  void nothingIsFetchedForAnInvalidQuote() throws IOException {
    Files.writeString(quote, "no quote");
    assertEquals(ExitCode.MALFORMED, verify("--pcs", pcs.base()).code());
    assertEquals(ExitCode.MALFORMED, verify("--pcs", pcs.base(), "--full").code());
    assertEquals(ExitCode.MALFORMED, verify("--pcs", pcs.base(), "--look-ahead").code());
    assertEquals(List.of(), pcs.requests());
  }

  @ParameterizedTest
  @CsvSource({"PCS_V4", "PCCS_V4"})
  void everyDialectOfAVersionFourService(PcsDialect dialect) {
    try (FakePcs other = FakePcs.seeded(3).platform(TDX).dialect(dialect).start()) {
      assertEquals(ExitCode.OK, verify("--pcs", other.base()).code());
    }
  }
}
