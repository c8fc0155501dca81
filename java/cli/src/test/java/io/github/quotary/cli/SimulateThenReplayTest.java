package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.simulator.dstack.DstackEra;
import io.github.quotary.simulator.dstack.EventLogForm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The logs of a simulated app replay to its quote, and changed logs do not. */
class SimulateThenReplayTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private Simulated simulated() {
    return new Simulated(folder);
  }

  static Stream<String> eras() {
    return Stream.of(DstackEra.values()).map(DstackEra::id);
  }

  static Stream<Arguments> erasAndForms() {
    return eras()
        .flatMap(era -> Stream.of(EventLogForm.values()).map(form -> Arguments.of(era, form.id())));
  }

  private CommandRun replay(String directory, String... more) {
    List<String> all =
        new ArrayList<>(List.of("replay", "--quote", folder + "/" + directory + "/quote.bin"));
    all.addAll(List.of(more));
    all.addAll(List.of("--format", "json"));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private CommandRun replayBoth(String directory) {
    return replay(
        directory,
        "--event-log",
        folder + "/" + directory + "/event-log.json",
        "--ccel",
        folder + "/" + directory + "/ccel.bin");
  }

  private static JsonNode matches(CommandRun run) throws IOException {
    return ends(ExitCode.OK, "match", run);
  }

  private static JsonNode ends(int code, String outcome, CommandRun run) throws IOException {
    assertEquals(code, run.code(), run.out() + run.err());
    JsonNode json = JSON.readTree(run.out());
    assertEquals(outcome, json.get("outcome").textValue());
    return json;
  }

  @ParameterizedTest
  @MethodSource("erasAndForms")
  void logsOfEveryVersionAndFormMatch(String era, String form) throws IOException {
    JsonNode app = simulated().made("app", "--dstack", era, "--log-form", form).get("dstack");
    String log = folder + "/app/event-log.json";
    for (CommandRun run : List.of(replay("app", "--event-log", log), replayBoth("app"))) {
      boolean stripped = form.equals("stripped") && !run.out().contains("\"ccel\"");
      JsonNode json = stripped ? ends(ExitCode.NOT_TRUSTED, "partial", run) : matches(run);
      assertEquals("matches", json.at("/registers/rtmr3/result").textValue());
      for (int i = 0; i < 3; i++) {
        assertEquals(
            stripped ? "no events" : "matches",
            json.at("/registers/rtmr" + i + "/result").textValue());
      }
      JsonNode workload = json.get("workload");
      assertEquals(app.get("appId"), workload.get("appId"), workload.toString());
      assertEquals(app.get("composeHash"), workload.get("composeHash"));
      assertEquals(app.get("instanceId"), workload.get("instanceId"));
      boolean hasProvider = !era.equals("0.3");
      assertEquals(hasProvider ? "kms" : "", workload.path("keyProvider").asText());
      boolean namesImage = era.compareTo("0.5") >= 0;
      assertEquals(
          namesImage ? app.get("osImageHash").textValue() : "",
          workload.path("osImageHash").asText());
      assertFalse(workload.get("mrConfigId").textValue().startsWith("INCONSISTENT"), run.out());
    }
  }

  @Test
  void mrConfigIdIsThatOfTheVersion() throws IOException {
    assertEquals("NOT_USED", mrConfigId("0.4"));
    assertEquals("CONSISTENT", mrConfigId("0.5"));
    assertEquals("CONSISTENT", mrConfigId("0.5.6"));
    assertEquals("DOCUMENT_NEEDED", mrConfigId("0.6"));
  }

  private String mrConfigId(String era) throws IOException {
    simulated().made(era, "--dstack", era);
    String status = matches(replayBoth(era)).at("/workload/mrConfigId").textValue();
    return status.substring(0, status.indexOf(':'));
  }

  @Test
  void firmwaresLogAloneMatchesInPart() throws IOException {
    simulated().made("app", "--dstack", "0.6");
    CommandRun run = replay("app", "--ccel", folder + "/app/ccel.bin");
    JsonNode json = ends(ExitCode.NOT_TRUSTED, "partial", run);
    assertEquals(13, json.at("/registers/rtmr0/events").intValue());
    assertEquals(5, json.at("/registers/rtmr1/events").intValue());
    assertEquals(2, json.at("/registers/rtmr2/events").intValue());
    assertEquals("no events", json.at("/registers/rtmr3/result").textValue());
  }

  @ParameterizedTest
  @MethodSource("eras")
  void theQuoteIsTrustedAsEver(String era) throws IOException {
    simulated().made("app", "--dstack", era);
    assertTrue(simulated().verified("app").get("trusted").booleanValue());
  }

  @Test
  void theAppIsTheOneThatWasAskedFor() throws IOException {
    Path compose = folder.resolve("compose.json");
    String text = "{ \"name\" : \"mine\\u00e9\", \"runner\":\"docker-compose\" }\n";
    Files.writeString(compose, text);
    simulated()
        .made(
            "app",
            "--dstack=0.5.5",
            "--compose=" + compose,
            "--app-id=0x" + "AB".repeat(20),
            "--instance-id=",
            "--key-provider=local-sgx:" + "cd".repeat(32),
            "--os-image-hash=" + "ef".repeat(32),
            "--app-event=deployed=" + "01".repeat(3));
    assertEquals(text, Files.readString(folder.resolve("app/app-compose.json")));
    JsonNode json = matches(replayBoth("app"));
    JsonNode workload = json.get("workload");
    assertFalse(workload.has("instanceId"), "an app without instance id");
    assertEquals("ab".repeat(20), workload.get("appId").textValue());
    assertEquals("local-sgx", workload.get("keyProvider").textValue());
    assertEquals("cd".repeat(32), workload.get("keyProviderId").textValue());
    assertEquals("ef".repeat(32), workload.get("osImageHash").textValue());
    assertEquals("CONSISTENT", workload.get("mrConfigId").textValue().split(":")[0]);
    JsonNode last = json.get("proven").get(json.get("proven").size() - 1);
    assertEquals("deployed", last.get("name").textValue());
    assertEquals("010101", last.get("payload").textValue());
  }

  @Test
  void anotherImageHasOtherRegisters() throws IOException {
    simulated().made("a", "--dstack", "0.5.5");
    simulated().made("b", "--dstack", "0.5.5", "--os-image-hash", "11".repeat(32));
    JsonNode a = matches(replayBoth("a")).get("registers");
    JsonNode b = matches(replayBoth("b")).get("registers");
    assertEquals(a.at("/rtmr0/quoted"), b.at("/rtmr0/quoted"));
    for (String register : List.of("rtmr1", "rtmr2", "rtmr3")) {
      assertFalse(a.at("/" + register + "/quoted").equals(b.at("/" + register + "/quoted")));
    }
  }

  @Test
  void anOrderHasOneAnswer() throws IOException {
    String[] order = {"--dstack", "0.6", "--seed", "9"};
    simulated().made("a", order);
    simulated().made("b", order);
    for (String file : List.of("event-log.json", "ccel.bin", "app-compose.json", "quote.bin")) {
      assertEquals(
          -1, Files.mismatch(folder.resolve("a/" + file), folder.resolve("b/" + file)), file);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5", "0.6"})
  void committedLogsMatchAndAreMadeAgain(String era) throws IOException {
    Path vector = Simulated.vectors("dstack-" + era.replace('.', '-'));
    simulated().made("app", "--dstack", era);
    try (Stream<Path> files = Files.list(vector)) {
      for (Path file : files.toList()) {
        Path made = folder.resolve("app").resolve(file.getFileName());
        if (!file.endsWith("case.json")) {
          assertEquals(-1, Files.mismatch(file, made), file.toString());
        }
      }
    }
    assertEquals(
        JSON.readTree(vector.resolve("case.json").toFile()).get("dstack"),
        JSON.readTree(folder.resolve("app/case.json").toFile()).get("dstack"));
    matches(replayBoth("app"));
  }

  @Test
  void aValueThatIsSetStandsAgainstTheLog() throws IOException {
    simulated().made("app", "--dstack", "0.5", "--rtmr3", "5a".repeat(48));
    CommandRun run = replayBoth("app");
    assertEquals(ExitCode.REJECTED, run.code());
    JsonNode registers = JSON.readTree(run.out()).get("registers");
    assertEquals("differs", registers.at("/rtmr3/result").textValue());
    assertEquals("matches", registers.at("/rtmr0/result").textValue());
  }

  @Test
  void aChangedDigitOfTheJsonLogIsFound() throws IOException {
    simulated().made("app", "--dstack", "0.5");
    Path log = folder.resolve("app/event-log.json");
    String sound = Files.readString(log);
    List<Integer> places = new ArrayList<>();
    Matcher digests = Pattern.compile("\"digest\":\"|\"imr\":").matcher(sound);
    while (digests.find()) {
      places.add(digests.end());
    }
    int runtime = sound.indexOf("system-preparing");
    Matcher facts = Pattern.compile("\"event(_payload)?\":\"(?!\")").matcher(sound);
    while (facts.find()) {
      if (facts.end() >= runtime) {
        places.add(facts.end());
      }
    }
    assertEquals(2 * 28 + 8 + 5, places.size());
    for (int place : places) {
      byte[] changed = sound.getBytes(StandardCharsets.US_ASCII);
      changed[place] ^= 1;
      assertFound(log, changed, "--event-log", place);
    }
  }

  @Test
  void aChangedByteOfFirmwaresLogIsFound() throws IOException {
    simulated().made("app", "--dstack", "0.5");
    Path log = folder.resolve("app/ccel.bin");
    byte[] sound = Files.readAllBytes(log);
    ByteBuffer buffer = ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN);
    int event = 65;
    int events = 0;
    while (buffer.getInt(event) != -1) {
      int payload = event + 12 + 2 + 48;
      for (int place : new int[] {event, event + 8, event + 12, event + 14, payload + 3}) {
        byte[] changed = sound.clone();
        changed[place] ^= 1;
        assertFound(log, changed, "--ccel", place);
      }
      event = payload + 4 + buffer.getInt(payload);
      events++;
    }
    assertEquals(20, events);
    assertFound(log, Arrays.copyOf(sound, event - 1), "--ccel", event - 1);
  }

  private void assertFound(Path log, byte[] changed, String option, int place) throws IOException {
    Files.write(log, changed);
    CommandRun run = replay("app", option, log.toString());
    assertTrue(
        run.code() == ExitCode.REJECTED || run.code() == ExitCode.MALFORMED,
        () -> "byte " + place + ": " + run.code() + run.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--compose=absent --dstack=0.5",
        "--app-id=00 --dstack=0.5",
        "--app-id=0g --dstack=0.5",
        "--instance-id=00 --dstack=0.5",
        "--key-provider=mine --dstack=0.5",
        "--key-provider=kms:0 --dstack=0.5",
        "--os-image-hash=00 --dstack=0.5",
        "--app-event=deployed --dstack=0.5",
        "--log-form=short --dstack=0.5",
        "--dstack=0.7",
        "--dstack=0.5 --shape=v3-sgx",
        "--dstack=0.5 --all",
        "--app-id=2222222222222222222222222222222222222222"
      })
  void mistakes(String options) {
    CommandRun run = simulated().run("app", options.split(" "));
    assertEquals(ExitCode.USAGE, run.code(), run.out());
    assertFalse(run.err().isEmpty());
    assertFalse(Files.exists(folder.resolve("app/quote.bin")));
  }

  @Test
  void aComposeFileMustBeText() throws IOException {
    Path compose = folder.resolve("compose.json");
    Files.write(compose, new byte[] {(byte) 0xff});
    CommandRun run = simulated().run("app", "--dstack=0.5", "--compose=" + compose);
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("UTF-8"), run.err());
  }

  @Test
  void noLogStaysBesideAnotherQuote() throws IOException {
    simulated().made("app", "--dstack", "0.6");
    simulated().made("app", "--force");
    for (String name :
        List.of("event-log.json", "ccel.bin", "app-compose.json", "mr-config.json")) {
      assertFalse(Files.exists(folder.resolve("app").resolve(name)), name);
    }
  }
}
