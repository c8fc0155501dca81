package io.github.quotary.cli;

import static io.github.quotary.cli.QuoteFiles.TDX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.simulator.pcs.FakePcs;
import io.github.quotary.simulator.pcs.PcsFault;
import io.github.quotary.simulator.pcs.PcsService;
import io.github.quotary.simulator.spec.PckCa;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands about bundles, over a service on loopback. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CollateralCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Scenario SGX = Scenario.upToDate(QuoteShape.V3_SGX).withCa(PckCa.PROCESSOR);

  @TempDir private Path folder;

  private final FakePcs pcs =
      FakePcs.seeded(3)
          .platform(TDX)
          .platform(SGX)
          .otherDataSet(QuoteFiles.NEXT)
          .otherDataSet(QuoteFiles.NEWEST)
          .start();
  private QuoteFiles files = new QuoteFiles(Path.of(""));
  private Path tdx = Path.of("");
  private Path sgx = Path.of("");
  private Path bundle = Path.of("");

  @BeforeEach
  void heal() {
    pcs.heal();
    pcs.forgetRequests();
    files = new QuoteFiles(folder);
    tdx = files.quote(pcs, TDX, "tdx.bin");
    sgx = files.quote(pcs, SGX, "sgx.bin");
    bundle = folder.resolve("bundle.json");
  }

  @AfterAll
  void close() {
    pcs.close();
  }

  private CommandRun fetch(Object... options) {
    List<Object> all = new ArrayList<>(List.of("collateral", "fetch", "--pcs", pcs.base()));
    all.addAll(List.of("--out", bundle));
    all.addAll(Arrays.asList(options));
    return files.run(TDX.at(), all.toArray());
  }

  private void fetched(Object... options) {
    CommandRun run = fetch(options);
    assertEquals("", run.err());
    assertEquals(ExitCode.OK, run.code(), run.out());
  }

  private static CommandRun show(Path path, String format) {
    return CommandRun.of(
        "collateral", "show", path.toString(), "--at", TDX.at().toString(), "--format", format);
  }

  private CommandRun check(Path path, String format) {
    return files.run(TDX.at(), "collateral", "check", path, "--format", format);
  }

  private CommandRun verify(Path quote, Path collateral) {
    return files.run(TDX.at(), "verify", quote, "--collateral", collateral);
  }

  /** What a run prints, without what differs from run to run. */
  private String stable(String out) {
    return out.replace(pcs.base().toString(), "http://127.0.0.1:8081")
        .replace(folder.toString(), "FOLDER");
  }

  @ParameterizedTest
  @CsvSource({"text,txt", "json,json"})
  void aBundleIsFetchedShownAndChecked(String format, String end) throws IOException {
    CommandRun run = fetch("--quote", tdx, "--quote", sgx, "--format", format);
    assertEquals(ExitCode.OK, run.code(), run.out());
    assertEquals("", run.err());
    Golden.assertMatches("collateral-fetch." + end, stable(run.out()));

    CommandRun shown = show(bundle, format);
    assertEquals(ExitCode.OK, shown.code());
    Golden.assertMatches("collateral-show." + end, stable(shown.out()));

    CommandRun checked = check(bundle, format);
    assertEquals(ExitCode.OK, checked.code());
    Golden.assertMatches("collateral-check." + end, stable(checked.out()));
  }

  @Test
  void quotesOfAllItsPlatformsAreVerifiedOffline() {
    fetched("--quote", tdx, sgx);
    pcs.forgetRequests();
    assertEquals(ExitCode.OK, verify(tdx, bundle).code());
    assertEquals(ExitCode.OK, verify(sgx, bundle).code());
    assertEquals(List.of(), pcs.requests());
  }

  /** Anybody can write a quote that names any platform; nothing is asked for on its behalf. */
  @Test
  void nothingIsFetchedForAQuoteThatIntelDidNotSign() throws IOException {
    Path stranger = folder.resolve("stranger.bin");
    byte[] quote = Files.readAllBytes(tdx);
    String text = new String(quote, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\n-----END CERTIFICATE-----");
    quote[end - 6] ^= 1; // in the PCK certificate's signature
    Files.write(stranger, quote);
    pcs.forgetRequests();
    CommandRun run = fetch("--quote", tdx, "--quote", stranger);
    assertEquals(ExitCode.REJECTED, run.code(), run.out());
    assertTrue(run.out().contains("PCK_CHAIN_PCK_INVALID_ISSUER"), run.out());
    assertEquals(ExitCode.REJECTED, fetch("--quote", stranger, "--format", "json").code());
    assertEquals(List.of(), pcs.requests());
    assertFalse(Files.exists(bundle));
  }

  @Test
  void aSharedDocumentIsFetchedOnce() {
    try (FakePcs many =
        FakePcs.seeded(3)
            .platform(platform(1))
            .platform(platform(2))
            .platform(platform(3))
            .start()) {
      List<Object> arguments = new ArrayList<>(List.of("collateral", "fetch", "--pcs"));
      arguments.addAll(List.of(many.base(), "--out", bundle));
      for (int i : new int[] {1, 2, 3, 1, 1}) {
        arguments.addAll(List.of("--quote", files.quote(many, platform(i), "q" + i)));
      }
      assertEquals(ExitCode.OK, files.run(TDX.at(), arguments.toArray()).code());
      assertEquals(3, many.count(PcsService.TCB_INFO));
      assertEquals(1, many.count(PcsService.QE_IDENTITY));
      assertEquals(1, many.count(PcsService.PCK_CRL));
      assertEquals(1, many.count(PcsService.ROOT_CA_CRL));
    }
  }

  private static Scenario platform(int n) {
    return TDX.withPlatform(p -> p.withFmspc("00000000000" + n));
  }

  @Test
  void aPlatformThatIsNotInTheBundleIsUndecided() {
    fetched("--quote", sgx);
    CommandRun run = verify(tdx, bundle);
    assertEquals(ExitCode.UNDECIDED, run.code());
    assertTrue(run.out().contains("The bundle has no TCB info (TDX"), run.out());
    assertTrue(run.out().contains("a retry will not help"), run.out());
  }

  @Test
  void theOtherFormsAreWrittenAndRead() throws IOException {
    fetched("--quote", tdx, "--form", "json");
    assertTrue(JSON.readTree(bundle.toFile()).has("tcb_info_signature"));
    assertEquals(ExitCode.OK, verify(tdx, bundle).code());
    assertEquals(ExitCode.OK, check(bundle, "text").code());

    bundle = folder.resolve("answers");
    fetched("--quote", tdx, "--quote", sgx, "--form", "directory");
    assertEquals(ExitCode.OK, verify(tdx, bundle).code());
    assertEquals(ExitCode.OK, verify(sgx, bundle).code());
    assertEquals(ExitCode.OK, check(bundle, "text").code());
    assertEquals(ExitCode.USAGE, fetch("--quote", tdx, "--quote", sgx, "--form", "json").code());
  }

  @Test
  void aDirectoryWithABundleAsItsCollateralIsRead() throws IOException {
    Path vector = Files.createDirectory(folder.resolve("vector"));
    bundle = vector.resolve("collateral.json");
    fetched("--quote", tdx);
    Files.copy(tdx, vector.resolve("quote.bin"));
    assertEquals(ExitCode.OK, files.run(TDX.at(), "verify", vector).code());
    assertEquals(ExitCode.OK, verify(tdx, vector).code());
    fetched("--quote", vector);
  }

  @ParameterizedTest
  @CsvSource({
    "--update, standard, 20",
    "--update, early, 22",
    "--tcb-evaluation-data-number, 21, 21"
  })
  void aDataSetIsRequestedByName(String option, String value, long number) throws IOException {
    fetched("--quote", tdx, option, value);
    JsonNode shown = JSON.readTree(show(bundle, "json").out());
    List<Long> numbers = new ArrayList<>();
    shown
        .path("documents")
        .findValues("tcbEvaluationDataNumber")
        .forEach(node -> numbers.add(node.asLong()));
    assertEquals(List.of(number, number), numbers);
    CommandRun run = files.run(TDX.at(), "verify", tdx, "--collateral", bundle);
    assertEquals(number == 20, run.code() == ExitCode.OK, run.out());
  }

  @Test
  void aMissingDataSetIsUndecided() {
    CommandRun run = fetch("--quote", tdx, "--tcb-evaluation-data-number", "5");
    assertEquals(ExitCode.UNDECIDED, run.code());
    assertTrue(run.out().startsWith("UNDECIDED: TCB info (TDX, FMSPC "), run.out());
    assertFalse(Files.exists(bundle));
    assertEquals(
        ExitCode.USAGE, fetch("--quote", tdx, "--tcb-evaluation-data-number", "-1").code());
    assertEquals(ExitCode.USAGE, fetch("--quote", tdx, "--update", "late").code());
  }

  @Test
  void nothingIsWrittenIfAnythingIsUnavailable() throws IOException {
    fetched("--quote", tdx);
    byte[] before = Files.readAllBytes(bundle);
    pcs.fault(PcsService.PCK_CRL, new PcsFault.Status(404));
    CommandRun run = fetch("--quote", tdx, "--quote", sgx, "--format", "json");
    assertEquals(ExitCode.UNDECIDED, run.code());
    JsonNode json = JSON.readTree(run.out());
    assertEquals("undecided", json.path("outcome").asText());
    assertFalse(json.path("retryable").asBoolean());
    assertTrue(json.path("cause").asText().contains("PCK CRL"), run.out());
    assertTrue(Arrays.equals(before, Files.readAllBytes(bundle)));
    try (Stream<Path> left = Files.list(folder)) {
      assertTrue(left.noneMatch(file -> file.toString().endsWith(".part")));
    }
  }

  @Test
  void anInvalidQuoteHasNoPlatform() throws IOException {
    Files.writeString(sgx, "no quote");
    for (String format : List.of("text", "json")) {
      CommandRun run = fetch("--quote", tdx, "--quote", sgx, "--format", format);
      assertEquals(ExitCode.MALFORMED, run.code());
      assertTrue(run.out().contains(sgx.toString()), run.out());
    }
    assertFalse(Files.exists(bundle));
    assertEquals(ExitCode.USAGE, fetch("--quote", folder.resolve("absent")).code());
    assertEquals(ExitCode.USAGE, fetch().code());
    assertEquals(ExitCode.USAGE, CommandRun.of("collateral").code());
  }

  @Test
  void anUnwritableFileIsAUsageError() {
    bundle = folder.resolve("absent").resolve("bundle.json");
    assertEquals(ExitCode.USAGE, fetch("--quote", tdx).code());
  }

  @Test
  void changedDocumentsAreNamed() throws IOException {
    fetched("--quote", tdx);
    String changed =
        Files.readString(bundle)
            .replaceFirst("\\\\\"isvprodid\\\\\":\\d+", "\\\\\"isvprodid\\\\\":77");
    Files.writeString(bundle, changed);
    CommandRun run = check(bundle, "text");
    assertEquals(ExitCode.REJECTED, run.code());
    Golden.assertMatches("collateral-check-changed.txt", stable(run.out()));
    JsonNode json = JSON.readTree(check(bundle, "json").out());
    assertEquals("bad", json.path("outcome").asText());
    assertEquals(1, json.path("documents").findValues("detail").size());
    assertEquals(ExitCode.REJECTED, verify(tdx, bundle).code());
  }

  @Test
  void outdatedDocumentsAreNamed() throws IOException {
    fetched("--quote", tdx);
    String later = TDX.tcbInfo().nextUpdate().plus(Duration.ofDays(3)).toString();
    CommandRun run =
        CommandRun.of(
            "collateral",
            "check",
            bundle.toString(),
            "--trust-anchor",
            files.anchor().toString(),
            "--at",
            later);
    assertEquals(ExitCode.NOT_TRUSTED, run.code());
    Golden.assertMatches("collateral-check-expired.txt", stable(run.out()));
    CommandRun shown = CommandRun.of("collateral", "show", bundle.toString(), "--at", later);
    assertEquals(ExitCode.OK, shown.code());
    assertTrue(shown.out().contains("EXPIRED 3 days ago"), shown.out());
  }

  @Test
  void anotherRootsBundleIsBad() throws IOException {
    fetched("--quote", tdx);
    CommandRun run =
        CommandRun.of("collateral", "check", bundle.toString(), "--at", TDX.at().toString());
    assertEquals(ExitCode.REJECTED, run.code());
    assertTrue(run.out().startsWith("BAD: "), run.out());
  }

  @Test
  void missingDocumentsAreNamed() throws IOException {
    bundle = folder.resolve("answers");
    fetched("--quote", tdx, "--form", "directory");
    Files.delete(bundle.resolve("qe-tdx-standard.json"));
    CommandRun run = check(bundle, "text");
    assertEquals(ExitCode.REJECTED, run.code());
    assertTrue(run.out().contains("missing: QE identity (TDX, standard)"), run.out());
    assertEquals(
        "qe-tdx-standard",
        JSON.readTree(check(bundle, "json").out()).path("missing").path(0).asText());
    assertEquals(ExitCode.UNDECIDED, verify(tdx, bundle).code());
  }

  @ParameterizedTest
  @CsvSource({"show", "check"})
  void anInvalidBundleIsAUsageError(String command) throws IOException {
    for (String text : List.of("", "[]", "{\"quotaryBundle\":2}", "no JSON")) {
      Files.writeString(bundle, text);
      CommandRun run = CommandRun.of("collateral", command, bundle.toString());
      assertEquals(ExitCode.USAGE, run.code(), text);
      assertTrue(run.err().contains(bundle.toString()), run.err());
      assertEquals(ExitCode.USAGE, verify(tdx, bundle).code(), text);
    }
    Path absent = folder.resolve("absent");
    assertEquals(ExitCode.USAGE, CommandRun.of("collateral", command, absent.toString()).code());
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertEquals(ExitCode.USAGE, CommandRun.of("collateral", command, empty.toString()).code());
  }
}
