package io.github.quotary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.cli.option.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchCommandTest {
  private static final Path VECTORS = Path.of("../../testvectors/vectors");
  private static final Path VECTOR = VECTORS.resolve("tdx-v4-up-to-date");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private static CommandRun batch(Path input, String... more) {
    return run(
        input, Stream.concat(Stream.of("--no-progress"), Stream.of(more)).toArray(String[]::new));
  }

  private static CommandRun run(Path input, String... more) {
    return CommandRun.of(
        Stream.concat(
                Stream.of(
                    "batch",
                    input.toString(),
                    "--collateral",
                    VECTOR.toString(),
                    "--trust-anchor",
                    VECTOR.resolve("root.pem").toString(),
                    "--at",
                    "2026-06-15T00:00:00Z",
                    "--any-td"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private static byte[] quote(String vector) throws IOException {
    return Files.readAllBytes(VECTORS.resolve(vector).resolve("quote.bin"));
  }

  private static byte[] forged() throws IOException {
    byte[] quote = quote("tdx-v4-up-to-date");
    quote[600] ^= 1;
    return quote;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static List<JsonNode> lines(CommandRun run) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  private static List<String> verdicts(CommandRun run) throws IOException {
    return lines(run).stream()
        .map(
            line ->
                line.path("outcome").asText()
                    + line.path("reject").path("reason").asText()
                    + line.path("tcbStatus").asText())
        .toList();
  }

  /** Which engine is the fastest differs from machine to machine. */
  private static String anyEngine(String lines) {
    return lines.replaceAll("\"engine\":\"[a-z0-9:]+\"", "\"engine\":\"ENGINE\"");
  }

  private Path mixedLines() throws IOException {
    String good = base64(quote("tdx-v4-up-to-date"));
    return file(
        "mixed.ndjson",
        String.join(
            "\n",
            "{\"id\":\"first\",\"quote\":\"" + good + "\"}",
            "{\"id\":2,\"quote\":\""
                + HexFormat.of().formatHex(quote("tdx-v5-15-up-to-date"))
                + "\"}",
            "",
            "{\"quote\":\"" + good + "\",\"at\":\"2026-07-02T00:00:00Z\"}",
            "{\"id\":\"forged\",\"quote\":\"" + base64(forged()) + "\"}",
            "{\"id\":\"cut\",\"quote\":\"" + good.substring(0, 2000) + "\"}",
            "{\"id\":\"none\"}",
            "{\"id\":\"odd\",\"quote\":\"???\"}",
            "{\"id\":\"when\",\"quote\":\"" + good + "\",\"at\":\"soon\"}",
            "[1,2,3]",
            "{\"id\":\"broken",
            "{\"id\":\"last\",\"quote\":\"" + good + "\"}\r\n"));
  }

  @Test
  void everyLineGetsALineInOrder() throws IOException {
    CommandRun run = batch(mixedLines());
    assertEquals(ExitCode.REJECTED, run.code());
    Golden.assertMatches("batch.ndjson", anyEngine(run.out()));
    assertTrue(run.err().startsWith("TEST ROOT, 11 quotes in "), run.err());
    assertTrue(
        run.err()
            .contains(
                "\n  genuine     3  whose TD it is was not checked\n  not trusted 1  expired 1\n"),
        run.err());
    assertTrue(run.err().contains("\n  TCB status  UpToDate 4\n"), run.err());
    assertTrue(
        run.err().contains("\n  rejected    7  QUOTE_FORMAT_UNSUPPORTED 6, QUOTE_INVALID_SIG"),
        run.err());
  }

  @ParameterizedTest
  @CsvSource({"1, bc", "2, java", "5, auto"})
  void threadsAndEngineChangeNothing(String threads, String engine) throws IOException {
    CommandRun run = batch(mixedLines(), "--threads", threads, "--engine", engine);
    Golden.assertMatches("batch.ndjson", anyEngine(run.out()));
  }

  @Test
  void lengthPrefixedQuotesAreRecognized() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<byte[]> quotes = List.of(quote("tdx-v4-up-to-date"), forged(), new byte[0], new byte[7]);
    for (byte[] quote : quotes) {
      bytes.write(prefix(quote.length));
      bytes.write(quote);
    }
    Path file = Files.write(folder.resolve("quotes"), bytes.toByteArray());
    CommandRun run = batch(file);
    assertEquals(ExitCode.REJECTED, run.code());
    assertEquals(
        List.of(
            "verifiedUpToDate",
            "rejectedQUOTE_INVALID_SIGNATURE",
            "rejectedQUOTE_TOO_SHORT",
            "rejectedQUOTE_TOO_SHORT"),
        verdicts(run));
    assertEquals(4, lines(run).get(3).path("id").asInt());
  }

  private static byte[] prefix(int length) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array();
  }

  /** What was read before the damage counts. */
  @ParameterizedTest
  @CsvSource({
    "00, ends inside the length of quote 2",
    "10000000abcd, ends inside quote 2: 2 of 16 bytes",
    "ffffff7fab, 2147483647 bytes in front of quote 2"
  })
  void aDamagedFileEndsTheBatch(String rest, String message) throws IOException {
    byte[] quote = quote("tdx-v4-up-to-date");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(prefix(quote.length));
    bytes.write(quote);
    bytes.write(HexFormat.of().parseHex(rest));
    CommandRun run = batch(Files.write(folder.resolve("quotes"), bytes.toByteArray()));
    assertEquals(ExitCode.USAGE, run.code());
    assertEquals(List.of("verifiedUpToDate"), verdicts(run));
    assertTrue(run.err().contains(message), run.err());
  }

  @Test
  void aDirectoryOfQuotesIsReadByName() throws IOException {
    Path quotes = Files.createDirectory(folder.resolve("quotes"));
    Files.write(quotes.resolve("b.bin"), quote("tdx-v4-up-to-date"));
    Files.writeString(quotes.resolve("a.txt"), base64(forged()));
    Files.writeString(quotes.resolve(".hidden"), "no quote");
    CommandRun run = batch(quotes);
    assertEquals(
        List.of("a.txt", "b.bin"),
        lines(run).stream().map(line -> line.path("id").asText()).toList());
    assertEquals(List.of("rejectedQUOTE_INVALID_SIGNATURE", "verifiedUpToDate"), verdicts(run));
  }

  /** Each with the verdict that it says to expect of itself. */
  @Test
  void aDirectoryOfVectorsHasItsOwnCollateralAndTimes() throws IOException {
    CommandRun run =
        CommandRun.of(
            "batch",
            "--vector",
            VECTORS.toString(),
            "--trust-anchor",
            VECTOR.resolve("root.pem").toString(),
            "--no-progress");
    List<JsonNode> lines = lines(run);
    assertTrue(lines.size() > 50, run.err());
    for (JsonNode line : lines) {
      Path folder = VECTORS.resolve(line.path("id").asText());
      JsonNode stated = JSON.readTree(folder.resolve("case.json").toFile());
      JsonNode expected = stated.path("expected").path("g2");
      // Where this library differs from Intel's on purpose, the case says so.
      String outcome = stated.path("quotary").asText(expected.path("outcome").asText());
      assertEquals(outcome, line.path("outcome").asText(), folder.toString());
      if (!stated.has("quotary")) {
        assertEquals(expected.path("tcbStatus"), line.path("tcbStatus"), folder.toString());
      }
    }
  }

  @Test
  void severalInputsAreReadOneAfterTheOther() throws IOException {
    Path lines = file("one", "{\"id\":1,\"quote\":\"" + base64(quote("tdx-v4-up-to-date")) + "\"}");
    Path single = Files.write(folder.resolve("two"), forged());
    CommandRun run = batch(lines, single.toString(), lines.toString());
    assertEquals(
        List.of("verifiedUpToDate", "rejectedQUOTE_INVALID_SIGNATURE", "verifiedUpToDate"),
        verdicts(run));
  }

  @ParameterizedTest
  @CsvSource({
    "true, false, false, 0",
    "true, true, false, 11",
    "true, true, true, 30",
    "false, true, false, 11"
  })
  void theWorstVerdictIsTheExitCode(boolean good, boolean expired, boolean malformed, int expected)
      throws IOException {
    String quote = base64(quote("tdx-v4-up-to-date"));
    StringBuilder text = new StringBuilder();
    text.append(malformed ? "{}\n" : "");
    text.append(good ? "{\"quote\":\"" + quote + "\"}\n" : "");
    text.append(expired ? "{\"quote\":\"" + quote + "\",\"at\":\"2026-07-02T00:00:00Z\"}\n" : "");
    assertEquals(expected, batch(file("lines", text.toString())).code());
  }

  @Test
  void anEmptyInputIsAnEmptyBatch() throws IOException {
    CommandRun run = batch(file("empty", ""));
    assertEquals(ExitCode.OK, run.code());
    assertEquals("", run.out());
    assertTrue(run.err().startsWith("TEST ROOT, 0 quotes"), run.err());
  }

  /** Of a line that waits for its next one, the verdict must not wait. */
  @Test
  void aSlowInputIsAnsweredLineByLine() throws IOException {
    StringWriter out = new StringWriter();
    byte[] line = ("{\"quote\":\"" + base64(quote("tdx-v4-up-to-date")) + "\"}\n").getBytes(UTF_8);
    List<Long> answered = new ArrayList<>();
    InputStream slow =
        new InputStream() {
          private int at;

          @Override
          public int read() {
            if (at % line.length == 0) {
              answered.add(out.toString().lines().count());
            }
            return at == 3 * line.length ? -1 : line[at++ % line.length];
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            int first = read();
            if (first < 0) {
              return -1;
            }
            bytes[offset] = (byte) first;
            int count = 1;
            while (count < length && at % line.length != 0) {
              bytes[offset + count++] = (byte) read();
            }
            return count;
          }
        };
    InputStream before = System.in;
    System.setIn(slow);
    try {
      String[] arguments = {
        "batch",
        "-",
        "--collateral",
        VECTOR.toString(),
        "--trust-anchor",
        VECTOR.resolve("root.pem").toString(),
        "--at",
        "2026-06-15T00:00:00Z",
        "--no-progress",
        "--threads",
        "1"
      };
      CommandRun.into(out, arguments);
    } finally {
      System.setIn(before);
    }
    assertEquals(List.of(0L, 1L, 2L, 3L), answered);
  }

  /** What breaks off must not look like the end. */
  @Test
  void anInputThatBreaksIsTold() throws IOException {
    byte[] line = ("{\"quote\":\"" + base64(quote("tdx-v4-up-to-date")) + "\"}\n").getBytes(UTF_8);
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("it broke");
          }
        };
    InputStream before = System.in;
    System.setIn(new SequenceInputStream(new ByteArrayInputStream(line), broken));
    try {
      CommandRun run =
          CommandRun.of(
              "batch",
              "-",
              "--collateral",
              VECTOR.toString(),
              "--trust-anchor",
              VECTOR.resolve("root.pem").toString(),
              "--at",
              "2026-06-15T00:00:00Z",
              "--no-progress");
      assertEquals(ExitCode.USAGE, run.code(), run.err());
      assertEquals(List.of("verifiedUpToDate"), verdicts(run));
      assertTrue(run.err().contains("Cannot read -: it broke"), run.err());
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void progressCanBeRequested() throws IOException {
    CommandRun run = run(mixedLines(), "--progress");
    assertTrue(run.err().contains("verifying"), run.err());
    Golden.assertMatches("batch.ndjson", anyEngine(run.out()));
    assertFalse(batch(mixedLines()).err().contains("verifying"));
  }

  @ParameterizedTest
  @CsvSource({
    "--threads, 0, must be at least 1",
    "--engine, sunec, --engine: 'sunec' is not one of auto",
    "--at, soon, is not a valid time",
    "--policy, missing.json, No such file",
    "--collateral, missing.json, No such file"
  })
  void aUsageErrorIsOneClearLine(String option, String value, String message) throws IOException {
    CommandRun run =
        CommandRun.of("batch", mixedLines().toString(), "--no-progress", option, value);
    assertEquals(ExitCode.USAGE, run.code(), run.err());
    assertEquals("", run.out());
    assertTrue(run.err().lines().findFirst().orElse("").contains(message), run.err());
  }

  @Test
  void missingFilesAreNamed() {
    CommandRun run =
        CommandRun.of("batch", folder.resolve("missing.ndjson").toString(), "--no-progress");
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("No such file"), run.err());
  }

  @Test
  void withoutCollateralAndNetworkNothingIsDecided() throws IOException {
    CommandRun run =
        CommandRun.of(
            "batch",
            file("lines", "{\"quote\":\"" + base64(quote("tdx-v4-up-to-date")) + "\"}\n")
                .toString(),
            "--no-progress",
            "--trust-anchor",
            VECTOR.resolve("root.pem").toString(),
            "--offline");
    assertEquals(ExitCode.UNDECIDED, run.code(), run.err());
    assertTrue(run.out().contains("the network is switched off"), run.out());
  }
}
