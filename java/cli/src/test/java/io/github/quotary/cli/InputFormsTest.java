package io.github.quotary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.cli.option.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file with a quote and what belongs to it, or several quotes, through the commands. */
class InputFormsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path VECTORS = Path.of("../../testvectors/vectors");
  private static final Path DSTACK = VECTORS.resolve("dstack-0-6");
  private static final Path PLAIN = VECTORS.resolve("tdx-v4-up-to-date");
  private static final String AT = "2026-06-15T00:00:00Z";

  @TempDir private Path folder;

  private static String hex(Path vector) throws IOException {
    return HexFormat.of().formatHex(Files.readAllBytes(vector.resolve("quote.bin")));
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static CommandRun verify(Path vector, String input, String... more) {
    return run(
        Stream.concat(
            Stream.of(
                "verify",
                input,
                "--trust-anchor",
                vector.resolve("root.pem").toString(),
                "--at",
                AT,
                "--any-td"),
            Stream.of(more)));
  }

  private static CommandRun run(Stream<String> arguments) {
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private static String collateral(Path vector) {
    return vector.resolve("collateral.json").toString();
  }

  /** A dstack answer: the quote, and its log as text. */
  private String answer(String log) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("quote", hex(DSTACK));
    json.put("event_log", log);
    return write("answer.json", json.toString());
  }

  private static String log() throws IOException {
    return Files.readString(DSTACK.resolve("event-log.json"));
  }

  @Test
  void aLogBesideTheQuoteIsReplayedInOneStep() throws IOException {
    String input = answer(log());
    CommandRun run = verify(DSTACK, input, "--collateral", collateral(DSTACK), "--format", "json");
    assertEquals(ExitCode.OK, run.code(), run.err());
    JsonNode json = JSON.readTree(run.out());
    assertEquals("match", json.at("/eventLog/outcome").asText());
    assertFalse(json.path("notChecked").toString().contains("eventLog"));
    CommandRun text = verify(DSTACK, input, "--collateral", collateral(DSTACK));
    assertTrue(text.out().contains("it gives all four registers"), text.out());
    CommandRun replay = CommandRun.of("replay", "--quote", input);
    assertEquals(ExitCode.OK, replay.code(), replay.out() + replay.err());
    assertTrue(replay.out().startsWith("MATCH"), replay.out());
  }

  @Test
  void trusteesEvidenceIsVerifiedWithItsFirmwareLog() throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("quote", Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex(DSTACK))));
    json.put(
        "cc_eventlog",
        Base64.getEncoder().encodeToString(Files.readAllBytes(DSTACK.resolve("ccel.bin"))));
    String input = write("evidence.json", json.toString());
    CommandRun run = verify(DSTACK, input, "--collateral", collateral(DSTACK), "--format", "json");
    assertEquals(ExitCode.OK, run.code(), run.err());
    JsonNode answer = JSON.readTree(run.out());
    assertEquals("partial", answer.at("/eventLog/outcome").asText(), run.out());
    assertEquals("[\"rtmr3\"]", answer.at("/eventLog/unknown").toString());
    assertTrue(answer.path("notChecked").toString().contains("eventLog"));
  }

  @Test
  void aLogThatDoesNotFitTakesTrustAway() throws IOException {
    String log = log();
    int digest = log.indexOf("\"digest\":\"") + 10;
    char other = log.charAt(digest) == '0' ? '1' : '0';
    String input = answer(log.substring(0, digest) + other + log.substring(digest + 1));
    CommandRun run = verify(DSTACK, input, "--collateral", collateral(DSTACK), "--format", "json");
    assertEquals(ExitCode.REJECTED, run.code(), run.out());
    JsonNode json = JSON.readTree(run.out());
    assertFalse(json.path("trusted").asBoolean());
    assertEquals("NOT TRUSTED", json.path("verdict").asText());
    assertEquals("mismatch", json.at("/eventLog/outcome").asText());
    CommandRun text = verify(DSTACK, input, "--collateral", collateral(DSTACK));
    assertTrue(
        text.out().startsWith("TEST ROOT, NOT TRUSTED: verified, TCB UpToDate, but its input"),
        text.out());
  }

  @Test
  void aLogThatCannotBeReadIsTold() throws IOException {
    CommandRun run = verify(DSTACK, answer("[{\"imr\":0}]"), "--collateral", collateral(DSTACK));
    assertEquals(ExitCode.OK, run.code(), run.out());
    assertTrue(run.err().contains("note: this is an event log, but"), run.err());
    assertTrue(run.out().contains("event log"), run.out());
    CommandRun json =
        verify(
            DSTACK,
            answer("[{\"imr\":0}]"),
            "--collateral",
            collateral(DSTACK),
            "--format",
            "json");
    String note = JSON.readTree(json.out()).at("/notes/0").asText();
    assertTrue(note.startsWith("this is an event log, but"), json.out());
  }

  @Test
  void collateralThatIsNotUsedIsTold() throws IOException {
    String input =
        write(
            "unused.json",
            "{\"quote\":\""
                + hex(PLAIN)
                + "\",\"collateral\":"
                + Files.readString(PLAIN.resolve("collateral.json"))
                + "}");
    CommandRun run = verify(PLAIN, input, "--collateral", collateral(PLAIN), "--format", "json");
    String note = "the collateral in the input was not used: it is from " + collateral(PLAIN);
    assertTrue(run.err().contains("note: " + note), run.err());
    assertEquals(note, JSON.readTree(run.out()).at("/notes/0").asText());
  }

  @Test
  void collateralBesideTheQuoteIsUsed() throws IOException {
    String input =
        write(
            "public.json",
            "{\"quote\":\""
                + hex(PLAIN)
                + "\",\"collateral\":"
                + Files.readString(PLAIN.resolve("collateral.json"))
                + "}");
    CommandRun run = verify(PLAIN, input, "--format", "json", "--offline");
    assertEquals(ExitCode.OK, run.code(), run.err());
    assertEquals(
        "the quote's file " + input, JSON.readTree(run.out()).path("collateralSource").asText());
  }

  @Test
  void whatIsNoQuoteIsNamedAndNeverRejected() throws IOException {
    String input = write("policy.json", "{\"a\":1,\"b\":2,\"c\":3}");
    for (String command : List.of("verify", "inspect")) {
      CommandRun run = CommandRun.of(command, input);
      assertEquals(ExitCode.MALFORMED, run.code());
      assertEquals("", run.out());
      assertEquals(
          "quotary: " + input + ": JSON with members a, b, c; none holds a quote\n",
          run.err().replace("\r", ""));
    }
    CommandRun run = CommandRun.of("verify", collateral(PLAIN));
    assertTrue(run.err().contains("collateral, not a quote"), run.err());
    CommandRun log = CommandRun.of("verify", DSTACK.resolve("event-log.json").toString());
    assertTrue(log.err().contains("an event log, not a quote"), log.err());
  }

  @Test
  void batchReadsEveryQuoteOfAFile() throws IOException {
    String quote = hex(PLAIN);
    String array =
        write(
            "array.json",
            "[{\"id\":\"one\",\"quote\":\""
                + quote
                + "\"},{\"tdx\":{\"quote\":\""
                + quote
                + "\"}},\n{\"quote\":\"!\"}]");
    List<JsonNode> lines = batch(array);
    assertEquals("one", lines.get(0).path("id").asText());
    assertEquals("verified", lines.get(0).path("outcome").asText());
    assertEquals("verified", lines.get(1).path("outcome").asText());
    assertEquals("rejected", lines.get(2).path("outcome").asText());
    assertTrue(lines.get(2).at("/reject/detail").asText().startsWith("element 3: member quote"));
    String texts = write("lines.txt", quote + "\n" + hex(DSTACK) + "\n");
    assertEquals(2, batch(texts).size());
    String pretty = write("pretty.json", "{\n  \"quote\": \"" + quote + "\"\n}\n");
    assertEquals("verified", batch(pretty).get(0).path("outcome").asText());
    String marked = write("marked.ndjson", "\uFEFF{\"quote\":\"" + quote + "\"}\n");
    assertEquals("verified", batch(marked).get(0).path("outcome").asText());
  }

  @Test
  void batchComparesWhatComesWithAQuoteAsVerifyDoes() throws IOException {
    String log = log();
    int digest = log.indexOf("\"digest\":\"") + 10;
    char other = log.charAt(digest) == '0' ? '1' : '0';
    String bad = log.substring(0, digest) + other + log.substring(digest + 1);
    for (boolean isGood : new boolean[] {true, false}) {
      String object =
          "{\"quote\":\"" + hex(DSTACK) + "\",\"event_log\":" + (isGood ? log : bad) + "}";
      for (String text : List.of(object, "[" + object + "]")) {
        CommandRun run =
            CommandRun.of(
                "batch",
                write("log.json", text),
                "--collateral",
                collateral(DSTACK),
                "--trust-anchor",
                DSTACK.resolve("root.pem").toString(),
                "--at",
                AT,
                "--any-td",
                "--format",
                "json");
        assertEquals(isGood ? ExitCode.OK : ExitCode.REJECTED, run.code(), run.out());
        JsonNode summary = JSON.readTree(run.err());
        assertEquals(1, summary.at("/verdicts/" + (isGood ? "GENUINE" : "NOT TRUSTED")).asLong());
        assertEquals(isGood ? 0 : 1, summary.at("/violations/eventLog").asLong());
        JsonNode line = JSON.readTree(run.out());
        assertEquals(isGood, line.path("trusted").asBoolean());
        assertEquals(isGood ? "match" : "mismatch", line.at("/eventLog/outcome").asText());
        CommandRun verify =
            verify(DSTACK, write("one.json", text), "--collateral", collateral(DSTACK));
        assertEquals(run.code(), verify.code(), verify.out() + verify.err());
      }
    }
  }

  private static List<JsonNode> batch(String input) throws IOException {
    CommandRun run =
        CommandRun.of(
            "batch",
            input,
            "--collateral",
            collateral(PLAIN),
            "--trust-anchor",
            PLAIN.resolve("root.pem").toString(),
            "--at",
            AT,
            "--any-td");
    List<JsonNode> lines = new java.util.ArrayList<>();
    for (String line : run.out().lines().toList()) {
      lines.add(JSON.readTree(line.getBytes(UTF_8)));
    }
    return lines;
  }
}
