package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.Scenario;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyCommandTest {
  private static final String VECTOR = "../../testvectors/vectors/tdx-v4-up-to-date";

  @TempDir private Path folder;

  private final Evidence evidence = Simulator.seeded(7).evidence(Scenario.upToDate());

  @BeforeEach
  void writeEvidence() throws IOException {
    Files.write(folder.resolve("quote.bin"), evidence.quote());
    Files.writeString(folder.resolve("c.json"), evidence.collateralJson());
    Files.writeString(folder.resolve("anchor.pem"), evidence.rootPem());
  }

  private CommandRun verify(String quote, String... more) {
    String[] fixed = {
      "verify",
      quote.equals("-") ? quote : folder.resolve(quote).toString(),
      "--collateral",
      folder.resolve("c.json").toString(),
      "--trust-anchor",
      folder.resolve("anchor.pem").toString(),
      "--at",
      evidence.at().toString(),
      "--any-td"
    };
    String[] all = java.util.Arrays.copyOf(fixed, fixed.length + more.length);
    System.arraycopy(more, 0, all, fixed.length, more.length);
    return CommandRun.of(all);
  }

  @ParameterizedTest
  @CsvSource({"text,verify-up-to-date.txt", "json,verify-up-to-date.json"})
  void aTrustedVectorIsReportedInFull(String format, String golden) throws IOException {
    CommandRun run = CommandRun.of("verify", "--vector", VECTOR, "--format", format);
    assertEquals(ExitCode.OK, run.code());
    assertEquals("", run.err());
    Golden.assertMatches(golden, run.out());
  }

  @ParameterizedTest
  @CsvSource({"text,verify-expired.txt", "json,verify-expired.json"})
  void expiredCollateralIsVerifiedButNotTrusted(String format, String golden) throws IOException {
    CommandRun run =
        CommandRun.of(
            "verify", "--vector", VECTOR, "--at", "2026-07-02T00:00:00Z", "--format", format);
    assertEquals(ExitCode.NOT_TRUSTED, run.code());
    Golden.assertMatches(golden, run.out());
  }

  @ParameterizedTest
  @CsvSource({
    "text,outcome-out-of-date-configuration-needed,verify-out-of-date.txt",
    "json,outcome-out-of-date-configuration-needed,verify-out-of-date.json",
    "text,outcome-td-relaunch-advised,verify-relaunch.txt"
  })
  void shortfallsAreNamed(String format, String vector, String golden) throws IOException {
    CommandRun run =
        CommandRun.of(
            "verify", "--vector", "../../testvectors/vectors/" + vector, "--format", format);
    assertEquals(ExitCode.NOT_TRUSTED, run.code());
    Golden.assertMatches(golden, run.out());
  }

  @ParameterizedTest
  @CsvSource({"text,verify-full.txt", "json,verify-full.json"})
  void aFullReportHasEveryCheck(String format, String golden) throws IOException {
    CommandRun run =
        CommandRun.of(
            "verify",
            "--vector",
            "../../testvectors/vectors/binding-fmspc-of-other-platform",
            "--full",
            "--format",
            format);
    assertEquals(ExitCode.REJECTED, run.code());
    Golden.assertMatches(golden, run.out());
  }

  @ParameterizedTest
  @CsvSource({"text,verify-rejected.txt", "json,verify-rejected.json"})
  void aForeignRootIsRejected(String format, String golden) throws IOException {
    CommandRun run =
        CommandRun.of(
            "verify",
            folder.resolve("quote.bin").toString(),
            "--collateral",
            folder.resolve("c.json").toString(),
            "--at",
            evidence.at().toString(),
            "--format",
            format);
    assertEquals(ExitCode.REJECTED, run.code());
    Golden.assertMatches(golden, run.out().replace(folder.toString(), "FOLDER"));
  }

  @Test
  void everyEncodingOfAQuoteIsRecognized() throws IOException {
    byte[] quote = evidence.quote();
    String hex = HexFormat.of().formatHex(quote);
    String base64 = Base64.getEncoder().encodeToString(quote);
    String mime = Base64.getMimeEncoder().encodeToString(quote);
    String array = java.util.Arrays.toString(quote);
    StringBuilder unsigned = new StringBuilder("[");
    for (byte b : quote) {
      unsigned.append(unsigned.length() == 1 ? "" : ",").append(b & 0xff);
    }
    String[] forms = {
      hex,
      "0x" + hex.toUpperCase(java.util.Locale.ROOT) + "\n",
      base64,
      mime,
      Base64.getUrlEncoder().withoutPadding().encodeToString(quote),
      "{\"event_log\":\"[]\",\"quote\":\"" + hex + "\"}",
      "{\"quote\":\"" + base64 + "\"}",
      "{\"quote\":" + array + "}",
      unsigned + "]"
    };
    for (String form : forms) {
      Files.writeString(folder.resolve("form"), form);
      assertEquals(
          ExitCode.OK, verify("form").code(), form.substring(0, Math.min(40, form.length())));
    }
  }

  /** Whoever reads the first member or document and whoever reads the last would see two quotes. */
  @Test
  void anAmbiguousDocumentIsNoQuote() throws IOException {
    String good = Base64.getEncoder().encodeToString(evidence.quote());
    byte[] tampered = evidence.quote();
    tampered[600] ^= 1;
    String bad = Base64.getEncoder().encodeToString(tampered);
    String[] texts = {
      "{\"quote\":\"" + bad + "\",\"quote\":\"" + good + "\"}",
      "{\"quote\":\"" + good + "\",\"\\u0071uote\":\"" + bad + "\"}",
      "{\"quote\":\"" + good + "\"}\n{\"quote\":\"" + bad + "\"}\n",
      "{\"quote\":\"" + good + "\"} trailing"
    };
    for (String text : texts) {
      Files.writeString(folder.resolve("form"), text);
      assertEquals(ExitCode.MALFORMED, verify("form").code(), text.substring(0, 20));
      Files.writeString(folder.resolve("lines.ndjson"), text.replace("\n", " "));
      CommandRun batch =
          CommandRun.of(
              "batch",
              folder.resolve("lines.ndjson").toString(),
              "--collateral",
              folder.resolve("c.json").toString(),
              "--trust-anchor",
              folder.resolve("anchor.pem").toString(),
              "--at",
              evidence.at().toString(),
              "--any-td",
              "--no-progress");
      assertEquals(ExitCode.MALFORMED, batch.code(), batch.out() + batch.err());
    }
  }

  @Test
  void timeMayBeGivenInSeconds() {
    CommandRun run =
        CommandRun.of(
            "verify", "--vector", VECTOR, "--at", Long.toString(evidence.at().getEpochSecond()));
    assertEquals(ExitCode.OK, run.code());
  }

  @ParameterizedTest
  @CsvSource({
    "--at, soon, is not a valid time",
    "--at, 0, is not after 1970-01-01T00:00:00Z",
    "--at, -5, is not after 1970-01-01T00:00:00Z",
    "--at, 1787184000000, it looks like milliseconds; write 1787184000",
    "--at, +10000-01-01T00:00:00Z, is past the year 9999",
    "--generation, 1.22, DCAP 1.21 to 1.23 have an older library",
    "--engine, sunec, --engine: 'sunec' is not one of auto",
    "--format, xml, --format: 'xml' is not one of text",
    "--collateral, missing.json, No such file",
    "--trust-anchor, missing.pem, No such file",
    "--frobnicate, 1, --frobnicate is not an option of 'quotary verify'"
  })
  void aUsageErrorIsOneClearLine(String option, String value, String message) {
    CommandRun run = CommandRun.of("verify", "--vector", VECTOR, option, value);
    assertEquals(ExitCode.USAGE, run.code());
    assertEquals("", run.out());
    assertTrue(run.err().lines().findFirst().orElse("").contains(message), run.err());
  }

  @Test
  void withoutCollateralNothingIsVerified() {
    CommandRun run =
        CommandRun.of(
            "verify",
            folder.resolve("quote.bin").toString(),
            "--trust-anchor",
            folder.resolve("anchor.pem").toString(),
            "--offline");
    assertEquals(ExitCode.UNDECIDED, run.code());
    assertTrue(run.out().contains("the network is switched off"), run.out());
  }

  @Test
  void invalidCollateralIsAUsageError() throws IOException {
    Files.writeString(folder.resolve("c.json"), "{\"tcb_info\":1}");
    CommandRun run = verify("quote.bin");
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("tcb_info"), run.err());
  }

  /** The form of the file is the caller's mistake, whatever the quote is. */
  @ParameterizedTest
  @ValueSource(strings = {"no JSON", "[]", "{}", "{\"tcb_info\":\"\u00e9\"}"})
  void aCollateralFileThatCannotBeReadIsAUsageError(String text) throws IOException {
    Files.write(folder.resolve("c.json"), text.getBytes(StandardCharsets.ISO_8859_1));
    CommandRun run = verify("quote.bin");
    assertEquals(ExitCode.USAGE, run.code(), run.out());
    assertEquals("", run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("c.json: "), run.err());
  }

  @ParameterizedTest
  @CsvSource({
    "tcb_info, 40",
    "qe_identity, 40",
    "pck_crl_issuer_chain, 200",
    "tcb_info_issuer_chain, 200"
  })
  void aNulInsideATextIsNamed(String member, int nul) throws IOException {
    ObjectNode json = (ObjectNode) new ObjectMapper().readTree(evidence.collateralJson());
    String text = json.get(member).textValue();
    json.put(member, text.substring(0, nul) + "\0" + text.substring(nul));
    Files.writeString(folder.resolve("c.json"), json.toString());
    CommandRun run = verify("quote.bin");
    assertEquals(ExitCode.USAGE, run.code(), run.out());
    assertEquals("", run.out());
    assertTrue(
        run.err()
            .contains(
                "c.json: member "
                    + member
                    + " has a NUL character inside, at position "
                    + nul
                    + " of "
                    + (text.length() + 1)),
        run.err());
  }

  /** As texts have it that a C program wrote with their terminators. */
  @Test
  void aNulAtTheEndOfEveryTextIsATerminator() throws IOException {
    ObjectNode json = (ObjectNode) new ObjectMapper().readTree(evidence.collateralJson());
    for (String member :
        new String[] {
          "tcb_info",
          "qe_identity",
          "pck_crl_issuer_chain",
          "tcb_info_issuer_chain",
          "qe_identity_issuer_chain"
        }) {
      json.put(member, json.get(member).textValue() + "\0");
    }
    Files.writeString(folder.resolve("c.json"), json.toString());
    assertEquals(ExitCode.OK, verify("quote.bin").code());
  }

  @Test
  void collateralThatIsTooLargeIsNotTheQuotesFault() throws IOException {
    ObjectNode json = (ObjectNode) new ObjectMapper().readTree(evidence.collateralJson());
    json.put("pck_crl_issuer_chain", "x".repeat(5 << 20));
    Files.writeString(folder.resolve("c.json"), json.toString());
    CommandRun run = verify("quote.bin");
    assertEquals(ExitCode.USAGE, run.code(), run.out());
    assertTrue(run.out().contains("COLLATERAL_TOO_LARGE"), run.out());
  }

  /** What the texts say is Intel's to judge. */
  @ParameterizedTest
  @CsvSource({
    "tcb_info, {}, TCB_INFO_UNSUPPORTED_FORMAT",
    "root_ca_crl, 00, CRL_UNSUPPORTED_FORMAT",
    "pck_crl_issuer_chain, none, ISSUER_CHAIN_UNSUPPORTED_FORMAT"
  })
  void collateralThatSaysNothingIsRejected(String member, String text, String reason)
      throws IOException {
    ObjectNode json = (ObjectNode) new ObjectMapper().readTree(evidence.collateralJson());
    Files.writeString(folder.resolve("c.json"), json.put(member, text).toString());
    CommandRun run = verify("quote.bin");
    assertEquals(ExitCode.REJECTED, run.code(), run.err());
    assertTrue(run.out().startsWith("TEST ROOT, REJECTED: " + reason), run.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-06-15T00:00:00Z", "2026-06-15", "1781481600", "+1781481600"})
  void theTimeOfVerificationInEachForm(String at) {
    CommandRun run = CommandRun.of("verify", "--vector", VECTOR, "--at", at);
    assertTrue(run.out().contains("Verified at 2026-06-15T00:00:00Z"), run.out() + run.err());
  }

  @ParameterizedTest
  @CsvSource({"1.24, 1.26", "1.25, 1.26", "1.26, 1.26", "1.27, 1.27"})
  void aVersionOfDcapNamesItsGeneration(String given, String generation) {
    CommandRun run = CommandRun.of("verify", "--vector", VECTOR, "--generation", given);
    assertEquals(ExitCode.OK, run.code(), run.err());
    assertTrue(run.out().contains("as QVL " + generation + ","), run.out());
  }

  @Test
  void onlyARootCertificateIsATrustAnchor() throws IOException {
    Files.writeString(folder.resolve("anchor.pem"), evidence.pckCrlIssuerChain());
    CommandRun run = verify("quote.bin");
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("one certificate"), run.err());
  }

  @Test
  void anInvalidQuoteIsMalformed() throws IOException {
    byte[] quote = evidence.quote();
    String[] texts = {"", "hello", "{", "{\"quote\":{}}", "[1,2,300]", "{\"quote\":\"zz\"}"};
    for (String text : texts) {
      Files.writeString(folder.resolve("form"), text);
      assertEquals(ExitCode.MALFORMED, verify("form").code(), text);
    }
    Files.write(folder.resolve("form"), java.util.Arrays.copyOf(quote, quote.length - 1));
    assertEquals(ExitCode.MALFORMED, verify("form").code(), "the last byte is missing");
    Files.write(folder.resolve("form"), java.util.Arrays.copyOf(quote, (1 << 20) + 1));
    CommandRun tooLarge = verify("form", "--format", "json");
    assertEquals(ExitCode.MALFORMED, tooLarge.code());
    assertTrue(tooLarge.out().contains("QUOTE_TOO_LARGE"), tooLarge.out());
  }

  @Test
  void helpAndVersionArePrinted() {
    assertEquals(ExitCode.OK, CommandRun.of("--help").code());
    CommandRun version = CommandRun.of("--version");
    assertTrue(version.out().matches("quotary \\d+\\.\\d+\\.\\d+.*\\R"), version.out());
    assertEquals(ExitCode.USAGE, CommandRun.of().code());
  }
}
