package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command from files to exit code. */
class ReplayCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Simulator SIMULATOR = Simulator.seeded(5);
  private static final byte[] COMPOSE_HASH =
      HexFormat.of().parseHex("0011223344556677889900112233445566778899aabbccddeeff001122334455");

  private static final String MR_CONFIG_ID =
      "01" + HexFormat.of().formatHex(COMPOSE_HASH) + "00".repeat(15);

  @TempDir private Path folder;

  private static Logs logs() {
    return new Logs()
        .boot(0, Logs.SEPARATOR, "\0\0\0\0")
        .boot(1, 0x80000003L, Logs.sha384(new byte[] {1}), "an image that is not here")
        .boot(1, Logs.ACTION, "Exit Boot Services Invocation")
        .boot(
            2, 0xd, Logs.sha384("set x=1".getBytes(StandardCharsets.UTF_8)), "grub_cmd: set x=1\0")
        .runtime("system-preparing", "")
        .runtime("app-id", Arrays.copyOf(COMPOSE_HASH, 20))
        .runtime("compose-hash", COMPOSE_HASH)
        .runtime("instance-id", "")
        .runtime("boot-mr-done", "")
        .runtime("key-provider", "{\"name\":\"none\",\"id\":\"\"}")
        .runtime("storage-fs", "zfs")
        .runtime("system-ready", "");
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path quote(Logs logs) throws IOException {
    Scenario scenario =
        Scenario.upToDate(QuoteShape.V4_TDX)
            .withTd(
                td ->
                    td.with(TdField.MRCONFIGID, MR_CONFIG_ID)
                        .with(TdField.RTMR0, logs.register(0))
                        .with(TdField.RTMR1, logs.register(1))
                        .with(TdField.RTMR2, logs.register(2))
                        .with(TdField.RTMR3, logs.register(3)));
    return file("quote.bin", SIMULATOR.evidence(scenario).quote());
  }

  private static CommandRun replay(Object... args) {
    String[] all = new String[args.length + 1];
    all[0] = "replay";
    for (int i = 0; i < args.length; i++) {
      all[i + 1] = args[i].toString();
    }
    return CommandRun.of(all);
  }

  private JsonNode json(int code, Object... args) throws IOException {
    Object[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--format";
    all[args.length + 1] = "json";
    CommandRun run = replay(all);
    assertEquals(code, run.code(), run.out() + run.err());
    return JSON.readTree(run.out());
  }

  @Test
  void aLogThatMatches() throws IOException {
    Path log = file("log.json", logs().json());
    Path quote = quote(logs());
    CommandRun text = replay("--event-log", log, "--quote", quote);
    assertEquals(ExitCode.OK, text.code(), text.err());
    Golden.assertMatches("replay-match.txt", text.out());
    CommandRun json = replay("--event-log", log, "--quote", quote, "--format", "json");
    assertEquals(ExitCode.OK, json.code(), json.err());
    Golden.assertMatches("replay-match.json", json.out());
  }

  @Test
  void aLogWithAChangedPayload() throws IOException {
    String changed =
        logs().json().replace("\"event_payload\":\"7a6673\"", "\"event_payload\":\"7a6674\"");
    Path log = file("log.json", changed);
    Path quote = quote(logs());
    CommandRun text = replay("--event-log", log, "--quote", quote);
    assertEquals(ExitCode.REJECTED, text.code());
    Golden.assertMatches("replay-mismatch.txt", text.out());
    JsonNode json = json(ExitCode.REJECTED, "--event-log", log, "--quote", quote);
    assertEquals("mismatch", json.path("outcome").asText());
    assertEquals(10, json.at("/registers/rtmr3/divergence/index").asInt());
    assertTrue(json.at("/registers/rtmr0/match").asBoolean());
    for (JsonNode proven : json.path("proven")) {
      assertTrue(!proven.path("register").asText().equals("rtmr3"), proven.toString());
    }
    json(ExitCode.REJECTED, "--event-log", log);
  }

  @Test
  void anotherMachinesQuote() throws IOException {
    Path log = file("log.json", logs().json());
    JsonNode json =
        json(
            ExitCode.REJECTED,
            "--event-log",
            log,
            "--quote",
            quote(logs().runtime("another", "x")));
    assertEquals("differs", json.at("/registers/rtmr3/result").asText());
    assertTrue(json.at("/registers/rtmr3/divergence").isMissingNode());
  }

  @Test
  void aWorkloadWhoseEventsAreOutOfOrder() throws IOException {
    Logs logs = logs();
    Logs twice = new Logs().runtime("system-preparing", "").runtime("system-preparing", "");
    JsonNode json =
        json(ExitCode.OK, "--event-log", file("log.json", twice.json()), "--quote", quote(twice));
    assertEquals(
        "event 1 'system-preparing': it occurs twice", json.at("/workload/refused").asText());
    json = json(ExitCode.OK, "--event-log", file("log.json", logs.json()), "--quote", quote(logs));
    assertEquals(HexFormat.of().formatHex(COMPOSE_HASH), json.at("/workload/composeHash").asText());
  }

  @Test
  void firmwaresLogBesideTheGuests() throws IOException {
    Path log = file("log.json", logs().json());
    Path ccel = file("ccel.bin", logs().ccel());
    JsonNode json = json(ExitCode.OK, "--event-log", log, "--ccel", ccel, "--quote", quote(logs()));
    assertEquals("ccel", json.at("/registers/rtmr0/log").asText());
    assertEquals("event-log", json.at("/registers/rtmr3/log").asText());
  }

  @Test
  void firmwaresLogAlone() throws IOException {
    Path ccel = file("ccel.bin", logs().ccel());
    Path quote = quote(logs());
    for (String option : new String[] {"--ccel", "--event-log"}) {
      JsonNode json = json(ExitCode.NOT_TRUSTED, option, ccel, "--quote", quote);
      assertEquals("partial", json.path("outcome").asText());
      assertEquals(JSON.readTree("false"), json.path("match"));
      assertEquals("no events", json.at("/registers/rtmr3/result").asText());
      assertEquals(JSON.readTree("false"), json.at("/registers/rtmr3/match"));
      assertEquals("0".repeat(96), json.at("/registers/rtmr3/computed").asText());
      assertEquals(logs().register(3), json.at("/registers/rtmr3/quoted").asText());
      json = json(ExitCode.OK, option, ccel, "--quote", quote, "--registers", "0-2");
      assertEquals("match", json.path("outcome").asText());
      assertTrue(json.path("match").asBoolean());
      assertEquals(JSON.readTree("[\"rtmr0\",\"rtmr1\",\"rtmr2\"]"), json.path("registersChecked"));
    }
    CommandRun text = replay("--ccel", ccel, "--quote", quote);
    assertEquals(ExitCode.NOT_TRUSTED, text.code());
    Golden.assertMatches("replay-partial.txt", text.out());
    Golden.assertMatches(
        "replay-partial.json", replay("--ccel", ccel, "--quote", quote, "--format", "json").out());
    Golden.assertMatches(
        "replay-registers.txt",
        replay("--ccel", ccel, "--quote", quote, "--registers", "0-2").out());
  }

  /** What a log says of one register is no match of the other three. */
  @Test
  void everyRegisterTheLogSaysNothingOfIsNamed() throws IOException {
    Logs one =
        new Logs()
            .boot(
                2,
                0xd,
                Logs.sha384("set x=1".getBytes(StandardCharsets.UTF_8)),
                "grub_cmd: set x=1\0");
    CommandRun run = replay("--event-log", file("log.json", one.json()), "--quote", quote(logs()));
    assertEquals(ExitCode.NOT_TRUSTED, run.code());
    assertTrue(
        run.out()
            .startsWith(
                "PARTIAL: RTMR0, RTMR1 and RTMR3 are not zero in the quote, and the log has no"
                    + " events for them\n"),
        run.out());
    assertTrue(run.out().endsWith("The quote was not verified; quotary verify does that.\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0-2|rtmr0,rtmr1,rtmr2",
        "0,3|rtmr0,rtmr3",
        "RTMR3|rtmr3",
        "rtmr1-rtmr2, 0|rtmr0,rtmr1,rtmr2",
        "2-2|rtmr2",
        "0-3|rtmr0,rtmr1,rtmr2,rtmr3"
      })
  void theRegistersThatAreNamedMustMatch(String list, String checked) throws IOException {
    Path log = file("log.json", logs().json());
    Path good = quote(logs());
    JsonNode json = json(ExitCode.OK, "--event-log", log, "--quote", good, "--registers", list);
    List<String> names = new ArrayList<>();
    json.path("registersChecked").forEach(name -> names.add(name.asText()));
    assertEquals(checked, String.join(",", names));
    Path other = quote(logs().runtime("another", "x"));
    int code = checked.contains("rtmr3") ? ExitCode.REJECTED : ExitCode.OK;
    json = json(code, "--event-log", log, "--quote", other, "--registers", list);
    assertEquals("differs", json.at("/registers/rtmr3/result").asText());
    assertEquals(code == ExitCode.OK, json.path("match").asBoolean());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4", "2-0", "0-", "0,,1", "-1", "0-2-3", "rtmr", "all"})
  void whatNamesNoRegister(String list) throws IOException {
    Path log = file("log.json", logs().json());
    CommandRun run = replay("--event-log", log, "--quote", quote(logs()), "--registers=" + list);
    assertEquals(ExitCode.USAGE, run.code(), run.out());
    assertTrue(run.err().contains("write them like 0-2 or 0,3"), run.err());
  }

  @Test
  void registersAreThoseOfAQuote() throws IOException {
    CommandRun run = replay("--event-log", file("log.json", logs().json()), "--registers", "0-2");
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("--registers needs --quote"), run.err());
  }

  @Test
  void noQuote() throws IOException {
    CommandRun text = replay("--event-log", file("log.json", logs().json()));
    assertEquals(ExitCode.OK, text.code());
    Golden.assertMatches("replay-no-quote.txt", text.out());
    JsonNode json = json(ExitCode.OK, "--event-log", file("log.json", logs().json()));
    assertEquals("replayed", json.path("outcome").asText());
    assertTrue(json.path("match").isMissingNode());
    assertEquals(logs().register(1), json.at("/registers/rtmr1/computed").asText());
    assertEquals(0, json.path("proven").size());
    assertEquals(12, json.path("unproven").size());
  }

  @Test
  void aLogOfNoEventsMatchesNothingButZero() throws IOException {
    Path log = file("log.json", "[]");
    JsonNode json = json(ExitCode.NOT_TRUSTED, "--event-log", log, "--quote", quote(logs()));
    assertEquals("partial", json.path("outcome").asText());
    json = json(ExitCode.OK, "--event-log", log, "--quote", quote(new Logs()));
    assertEquals("match", json.path("outcome").asText());
    for (int i = 0; i < 4; i++) {
      assertTrue(json.at("/registers/rtmr" + i + "/match").asBoolean());
    }
    assertEquals("the quote was not verified", json.at("/quote/note").asText());
  }

  @Test
  void logsInsideOtherJson() throws IOException {
    String array = logs().json();
    String text = JSON.writeValueAsString(array);
    for (String file :
        new String[] {
          "{\"quote\":\"00\",\"event_log\":" + array + "}",
          "{\"quote\":\"00\",\"event_log\":" + text + "}",
          "{\"tcb_info\":{\"event_log\":" + array + "}}",
          "{\"tcb_info\":" + JSON.writeValueAsString("{\"event_log\":" + array + "}") + "}",
          text,
          " \n" + array
        }) {
      JsonNode json = json(ExitCode.OK, "--event-log", file("log.json", file));
      assertEquals(logs().register(3), json.at("/registers/rtmr3/computed").asText());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no log",
        "{}",
        "{\"event_log\":[],\"event_log\":[]}",
        "{\"event_log\":7}",
        "{\"event_log\":\"\"}",
        "{\"event_log\":\"[\"}",
        "[{}]",
        "[{\"imr\":3,\"event_type\":4,\"digest\":\"00\"}]",
        "\"unfinished",
        "{\"attestation\":\"00\"}",
        "{\"attestation\":\"no hex\"}",
        "{\"attestation\":\"0003\"}",
        "\u0000\u0003"
      })
  void anInvalidLog(String text) throws IOException {
    Path log = file("log.json", text);
    JsonNode json = json(ExitCode.MALFORMED, "--event-log", log);
    assertEquals("malformed", json.path("outcome").asText());
    assertEquals(log.toString(), json.at("/malformed/input").asText());
    CommandRun run = replay("--event-log", log);
    assertEquals(ExitCode.MALFORMED, run.code());
    assertTrue(run.out().startsWith("MALFORMED: " + log + ": "), run.out());
    assertEquals("", run.err());
  }

  @Test
  void aLogThatIsTooLong() throws IOException {
    byte[] events = new byte[17 << 20];
    Arrays.fill(events, (byte) ' ');
    byte[] start = logs().json().getBytes(StandardCharsets.UTF_8);
    System.arraycopy(start, 0, events, 0, start.length - 1);
    JsonNode json = json(ExitCode.MALFORMED, "--event-log", file("log.json", events));
    assertEquals(
        "Event 12 (at byte " + (start.length - 1) + "): the log has more than 16777216 bytes",
        json.at("/malformed/problem").asText());
  }

  @Test
  void aDocumentThatIsTooLong() throws IOException {
    String padding = " ".repeat(4 << 20);
    JsonNode json =
        json(
            ExitCode.MALFORMED,
            "--event-log",
            file("log.json", "{\"event_log\":[]" + padding + "}"));
    assertEquals("the JSON has more than 4194304 bytes", json.at("/malformed/problem").asText());
  }

  @Test
  void anInvalidQuote() throws IOException {
    Path quote = file("quote.bin", "no quote");
    Path log = file("log.json", logs().json());
    json(ExitCode.MALFORMED, "--event-log", log, "--quote", quote);
  }

  @Test
  void usageErrors() throws IOException {
    assertEquals(ExitCode.USAGE, replay().code());
    assertEquals(ExitCode.USAGE, replay("--event-log", folder.resolve("absent")).code());
    Path log = file("log.json", logs().json());
    Path sgx = file("sgx.bin", SIMULATOR.evidence(Scenario.upToDate(QuoteShape.V3_SGX)).quote());
    CommandRun run = replay("--event-log", log, "--quote", sgx);
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("SGX"), run.err());
  }

  @Test
  void namesCannotActOnTheTerminal() throws IOException {
    Logs logs = new Logs().runtime("\\u001b[2Jred", "x");
    CommandRun run = replay("--event-log", file("log.json", logs.json()));
    assertTrue(run.out().contains("\\u{1b}[2Jred"), run.out());
    assertTrue(run.out().indexOf(0x1b) < 0);
  }

  @Test
  void theQuoteMayBeADirectory() throws IOException {
    String log = file("log.json", logs().json()).toString();
    CommandRun file = replay("--event-log", log, "--quote", quote(logs()).toString());
    assertEquals(file, replay("--event-log", log, "--quote", folder.toString()));
    assertEquals(ExitCode.OK, file.code(), file.out());
  }
}
