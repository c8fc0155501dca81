package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
      evidence.at().toString()
    };
    String[] all = java.util.Arrays.copyOf(fixed, fixed.length + more.length);
    System.arraycopy(more, 0, all, fixed.length, more.length);
    return CommandRun.of(all);
  }

  @ParameterizedTest
  @CsvSource({"text,verify-up-to-date.txt", "json,verify-up-to-date.json"})
  void aTrustedVectorIsReportedInFull(String format, String golden) throws IOException {
    CommandRun run = CommandRun.of("verify", VECTOR, "--format", format);
    assertEquals(ExitCode.OK, run.code());
    assertEquals("", run.err());
    Golden.assertMatches(golden, run.out());
  }

  @ParameterizedTest
  @CsvSource({"text,verify-expired.txt", "json,verify-expired.json"})
  void expiredCollateralIsVerifiedButNotTrusted(String format, String golden) throws IOException {
    CommandRun run =
        CommandRun.of("verify", VECTOR, "--at", "2026-07-02T00:00:00Z", "--format", format);
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
        CommandRun.of("verify", "../../testvectors/vectors/" + vector, "--format", format);
    assertEquals(ExitCode.NOT_TRUSTED, run.code());
    Golden.assertMatches(golden, run.out());
  }

  @ParameterizedTest
  @CsvSource({"text,verify-full.txt", "json,verify-full.json"})
  void aFullReportHasEveryCheck(String format, String golden) throws IOException {
    CommandRun run =
        CommandRun.of(
            "verify",
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
    Golden.assertMatches(golden, run.out());
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

  @Test
  void timeMayBeGivenInSeconds() {
    CommandRun run =
        CommandRun.of("verify", VECTOR, "--at", Long.toString(evidence.at().getEpochSecond()));
    assertEquals(ExitCode.OK, run.code());
  }

  @ParameterizedTest
  @CsvSource({
    "--at, soon, is not a valid time",
    "--generation, 1.25, is not a known generation",
    "--engine, sunec, Invalid value for option '--engine'",
    "--format, xml, Invalid value for option '--format'",
    "--collateral, missing.json, No such file",
    "--trust-anchor, missing.pem, No such file",
    "--frobnicate, 1, Unknown option"
  })
  void aUsageErrorIsOneClearLine(String option, String value, String message) {
    CommandRun run = CommandRun.of("verify", VECTOR, option, value);
    assertEquals(ExitCode.USAGE, run.code());
    assertEquals("", run.out());
    assertTrue(run.err().lines().findFirst().orElse("").contains(message), run.err());
  }

  @Test
  void withoutCollateralNothingIsVerified() {
    CommandRun run = CommandRun.of("verify", folder.resolve("quote.bin").toString());
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("--collateral"), run.err());
  }

  @Test
  void invalidCollateralIsAUsageError() throws IOException {
    Files.writeString(folder.resolve("c.json"), "{\"tcb_info\":1}");
    CommandRun run = verify("quote.bin");
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("tcb_info"), run.err());
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
