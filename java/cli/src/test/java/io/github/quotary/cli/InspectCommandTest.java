package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class InspectCommandTest {
  private static final String VECTORS = "../../testvectors/vectors/";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private CommandRun inspect(byte[] quote, String... options) throws IOException {
    Path file = folder.resolve("quote.bin");
    Files.write(file, quote);
    String[] args = {"inspect", file.toString()};
    String[] all = Arrays.copyOf(args, args.length + options.length);
    System.arraycopy(options, 0, all, args.length, options.length);
    return CommandRun.of(all);
  }

  private static byte[] vector(String name) throws IOException {
    return Files.readAllBytes(Path.of(VECTORS, name, "quote.bin"));
  }

  @ParameterizedTest
  @CsvSource({
    "tdx-v5-15-ex-up-to-date, text, inspect-tdx-v5.txt",
    "sgx-v3-up-to-date, json, inspect-sgx-v3.json"
  })
  void everyFieldIsShown(String name, String format, String golden) throws IOException {
    CommandRun run = CommandRun.of("inspect", VECTORS + name, "--offsets", "--format", format);
    assertEquals(ExitCode.OK, run.code());
    assertEquals("", run.err());
    Golden.assertMatches(golden, run.out());
  }

  @ParameterizedTest
  @CsvSource({"text, inspect-cut.txt", "json, inspect-cut.json"})
  void aMalformedQuoteIsShownAsFarAsPossible(String format, String golden) throws IOException {
    byte[] quote = vector("tdx-v4-up-to-date");
    CommandRun run = inspect(Arrays.copyOf(quote, 1400), "--format", format);
    assertEquals(ExitCode.MALFORMED, run.code());
    Golden.assertMatches(golden, run.out());
  }

  @Test
  void theMalformedFieldIsMarkedAndTheRestShown() throws IOException {
    byte[] quote = vector("tdx-v4-up-to-date");
    quote[12] ^= 1;
    CommandRun run = inspect(quote);
    assertEquals(ExitCode.MALFORMED, run.code());
    assertTrue(run.out().contains("unknown  <-- MALFORMED\n"), run.out());
    assertTrue(run.out().contains("fmspc"), "the certificates are there, too");
    assertTrue(run.out().contains("MALFORMED at byte 12 (0xc): QE vendor id"), run.out());
  }

  @ParameterizedTest
  @EnumSource
  void theValuesAreThoseOfTheVerdict(QuoteShape shape) throws IOException {
    byte[] quote = Simulator.seeded(7).evidence(Scenario.upToDate(shape)).quote();
    JsonNode inspected = JSON.readTree(inspect(quote, "--format", "json").out());
    assertFalse(inspected.path("verified").asBoolean(true));
    assertTrue(inspected.path("wellFormed").asBoolean());
    CommandRun verified =
        CommandRun.of(
            "verify",
            folder.resolve("quote.bin").toString(),
            "--collateral",
            collateral(shape),
            "--format",
            "json");
    JsonNode report = JSON.readTree(verified.out()).path("quote").path("report");
    assertTrue(report.size() > 5, verified.out());
    report.forEachEntry(
        (name, value) -> {
          JsonNode shown = inspected.path("quote").path("body").path(name);
          assertEquals(
              value.asText(),
              shown.isObject() ? shown.path("value").asText() : shown.asText(),
              name);
        });
  }

  private String collateral(QuoteShape shape) throws IOException {
    Path file = folder.resolve("collateral.json");
    Files.writeString(
        file, Simulator.seeded(7).evidence(Scenario.upToDate(shape)).collateralJson());
    return file.toString();
  }

  @Test
  void namesInCertificatesCannotSteerATerminal() throws IOException {
    String escape = "\u001b[2J\u202e";
    Scenario scenario =
        Scenario.upToDate()
            .withPki(pki -> pki.withPck(pki.pck().withSubject("SGX PCK Certificate" + escape)));
    CommandRun run = inspect(Simulator.seeded(7).evidence(scenario).quote());
    assertTrue(run.out().contains("SGX PCK Certificate\\u{1b}[2J\\u{202e}"), run.out());
    assertFalse(run.out().contains("\u001b"), "no control character is left");
  }

  /** What was not escaped must not look as if it had been. */
  @Test
  void namesInCertificatesCannotForgeAnEscape() throws IOException {
    Scenario scenario =
        Scenario.upToDate()
            .withPki(pki -> pki.withPck(pki.pck().withSubject("SGX PCK Certificate\\u{202e}")));
    CommandRun run = inspect(Simulator.seeded(7).evidence(scenario).quote());
    assertTrue(run.out().contains("SGX PCK Certificate\\u{5c}"), run.out());
    assertFalse(run.out().contains("\\u{202e}"), run.out());
  }

  @Test
  void certificationDataOfOtherTypesIsDecodedToo() throws IOException {
    byte[] quote =
        Simulator.seeded(7)
            .evidence(Scenario.upToDate().withQuote(q -> q.withCertificationType(4)))
            .quote();
    assertTrue(inspect(quote).out().contains("4  PCK certificate\n"));
    assertTrue(inspect(quote).out().contains("fmspc"));
  }

  @Test
  void certificationDataWithoutCertificatesIsDecodedByType() throws IOException {
    byte[] quote = vector("tdx-v4-up-to-date");
    int start = new String(quote, StandardCharsets.ISO_8859_1).indexOf("-----BEGIN");
    int size = 384 + 16 + 2 + 2;
    ByteBuffer bytes = ByteBuffer.wrap(Arrays.copyOf(quote, start + size));
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort(start - 6, (short) 3).putInt(start - 4, size);
    bytes.putShort(start + 400, (short) 13);
    bytes.putInt(632, start + size - 636).putInt(766, start + size - 770);
    CommandRun run = inspect(bytes.array());
    assertEquals(ExitCode.OK, run.code(), run.out());
    assertTrue(run.out().contains("3  PPID encrypted with RSA-3072"), run.out());
    assertTrue(run.out().contains("encryptedPpid"), run.out());
    assertTrue(run.out().contains("pckPceSvn      13\n"), run.out());
  }

  @Test
  void anyBytesCanBeInspectedAndTextIsNamed() throws IOException {
    for (byte[] bytes : new byte[][] {{}, "hello".getBytes(StandardCharsets.US_ASCII)}) {
      CommandRun run = inspect(bytes);
      assertEquals(ExitCode.MALFORMED, run.code());
      assertEquals("", run.out());
      assertTrue(
          run.err().contains(bytes.length == 0 ? "empty" : "begins with 'hello'"), run.err());
    }
    for (byte[] bytes : new byte[][] {{3}, {0, 1, 2}}) {
      CommandRun run = inspect(bytes);
      assertEquals(ExitCode.MALFORMED, run.code());
      assertTrue(run.out().startsWith("Nothing is verified"), run.out());
      assertEquals(ExitCode.MALFORMED, inspect(bytes, "--format", "json").code());
    }
    assertEquals(ExitCode.USAGE, CommandRun.of("inspect", "no-such-file").code());
  }
}
