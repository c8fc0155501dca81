package io.github.quotary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.evidence.log.LogReader;
import io.github.quotary.evidence.part.Part;
import io.github.quotary.evidence.part.Recognition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Event logs in the forms of other tools: all give the registers of the usual form. */
class LogFormsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private static Logs logs() {
    return new Logs()
        .boot(0, Logs.SEPARATOR, "\0\0\0\0")
        .boot(1, Logs.ACTION, "Exit Boot Services Invocation")
        .boot(2, 0xd, "grub_cmd: set x=1\0");
  }

  /** The binary log without its padding. */
  private static byte[] ccel() {
    byte[] padded = logs().ccel();
    int end = padded.length;
    while (padded[end - 1] == (byte) 0xff) {
      end--;
    }
    return Arrays.copyOf(padded, end);
  }

  private static byte[] with(byte[] log, int filling, int count, String end) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(log);
    byte[] padding = new byte[count];
    Arrays.fill(padding, (byte) filling);
    all.writeBytes(padding);
    all.writeBytes(end.getBytes(UTF_8));
    return all.toByteArray();
  }

  private static ArrayNode numbers(byte[] bytes) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (byte b : bytes) {
      array.add(b & 0xff);
    }
    return array;
  }

  static Stream<Arguments> forms() {
    byte[] ccel = ccel();
    String base64 = Base64.getEncoder().encodeToString(ccel);
    String hex = HexFormat.of().formatHex(ccel);
    String array = logs().json();
    String lines = array.substring(1, array.length() - 1).replace("},\n{", "}\n{");
    Map<String, byte[]> forms = new LinkedHashMap<>();
    forms.put("zeros behind it", with(ccel, 0, 5000, ""));
    forms.put("0xff behind it", with(ccel, 0xff, 5000, ""));
    forms.put("a line end behind it", with(ccel, 0, 0, "\n"));
    forms.put("zeros and a line end behind it", with(ccel, 0, 100, "\r\n"));
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("base64", base64);
    texts.put("base64 in lines", Base64.getMimeEncoder().encodeToString(ccel) + "\n");
    texts.put("base64 for URLs", Base64.getUrlEncoder().withoutPadding().encodeToString(ccel));
    texts.put("hexadecimal", hex);
    texts.put("hexadecimal with 0x", "0x" + hex);
    texts.put("base64 in quotes", "\"" + base64 + "\"");
    texts.put("an array of bytes", numbers(ccel).toString());
    texts.put("trustee's evidence", "{\"quote\":\"AAAA\",\"cc_eventlog\":\"" + base64 + "\"}");
    texts.put("trustee's, no quote", "{\"quote\":\"\",\"cc_eventlog\":\"" + base64 + "\"}");
    texts.put("a member of bytes", "{\"cc_eventlog\":" + numbers(ccel) + "}");
    texts.put(
        "a Buffer of Node.js", "{\"ccel\":{\"type\":\"Buffer\",\"data\":" + numbers(ccel) + "}}");
    texts.put("hexadecimal in event_log", "{\"event_log\":\"" + hex + "\"}");
    texts.put("nested", "{\"data\":{\"evidence\":{\"cc_eventlog\":\"" + base64 + "\"}}}");
    texts.put("in an array", "[{\"cc_eventlog\":\"" + base64 + "\"}]");
    texts.put("twice the same", "{\"event_log\":" + array + ",\"eventLog\":" + array + "}");
    texts.put("eventLog", "{\"eventLog\":" + array + "}");
    texts.put("eventLog as a text", "{\"eventLog\":" + TextNode.valueOf(array) + "}");
    texts.put("one event a line", lines + "\n");
    texts.put("one event a line, in a text", TextNode.valueOf(lines).toString());
    texts.put("a byte order mark", "\ufeff" + array);
    texts.put("a byte order mark, lines", "\ufeff" + lines.replace("\n", "\r\n"));
    texts.put("a byte order mark, base64", "\ufeff" + base64);
    texts.put("0x digests", array.replace("\"digest\":\"", "\"digest\":\"0x"));
    texts.put(
        "null payloads",
        array.replaceAll("\"event_payload\":\"[^\"]*\"", "\"event_payload\":null"));
    texts.forEach((name, text) -> forms.put(name, text.getBytes(UTF_8)));
    return forms.entrySet().stream().map(form -> Arguments.of(form.getKey(), form.getValue()));
  }

  private CommandRun replay(String option, byte[] log) throws IOException {
    Path file = Files.write(folder.resolve("log"), log);
    return CommandRun.of("replay", option, file.toString(), "--format", "json");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void everyFormReplaysByEitherOption(String name, byte[] form) throws IOException {
    for (String option : new String[] {"--event-log", "--ccel"}) {
      CommandRun run = replay(option, form);
      assertEquals(ExitCode.OK, run.code(), run.out() + run.err());
      JsonNode json = JSON.readTree(run.out());
      for (int i = 0; i < 3; i++) {
        assertEquals(
            logs().register(i), json.at("/registers/rtmr" + i + "/computed").asText(), name);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void everyFormIsRecognised(String name, byte[] form) {
    Recognition found = LogReader.read(form).orElseThrow();
    Recognition.Parts parts = assertInstanceOf(Recognition.Parts.class, found, found.toString());
    assertInstanceOf(Part.LogPart.class, parts.parts().get(0));
  }

  private String problem(byte[] log) throws IOException {
    CommandRun run = replay("--event-log", log);
    assertEquals(ExitCode.MALFORMED, run.code(), run.out() + run.err());
    String problem = JSON.readTree(run.out()).at("/malformed/problem").asText();
    for (String word : new String[] {"StreamRead", "REDACTED", "fasterxml", "Source:", "\n"}) {
      assertFalse(problem.contains(word), problem);
    }
    return problem;
  }

  private String problem(String log) throws IOException {
    return problem(log.getBytes(UTF_8));
  }

  @Test
  void whatIsNoLogIsNamed() throws IOException {
    assertEquals(
        "the JSON has members quote, status; none holds an event_log or an attestation",
        problem("{\"quote\":\"00\",\"status\":1}"));
    assertTrue(problem("<html>").startsWith("this is an HTML page"), problem("<html>"));
    assertEquals("it is empty", problem(""));
    assertTrue(problem("no log at all").contains("neither JSON nor a binary log"));
    assertTrue(problem("[]".getBytes(StandardCharsets.UTF_16)).contains("save it as UTF-8"));
    assertTrue(problem("{\"event_log\":[]}{}").contains("something follows"));
    assertTrue(problem("{\"event_log\":[],\"event_log\":[]}").contains("event_log appears twice"));
    assertTrue(problem("{\"cc_eventlog\":\"?\"}").startsWith("member cc_eventlog: this is text"));
    String array = logs().json();
    String two = "{\"event_log\":" + array + ",\"cc_eventlog\":[]}";
    assertEquals("it holds different logs, at event_log and cc_eventlog; leave one", problem(two));
    String lines = array.substring(1, array.length() - 1).replace("},\n{", "}\n{");
    String twice = lines.replace("\"imr\":1", "\"imr\":1,\"imr\":1");
    assertTrue(problem(twice).contains("member imr appears twice"), problem(twice));
  }

  /** An index that Linux gives to events of no register is named as what it is. */
  @Test
  void anEventOfNoRegisterIsNotCalledPadding() throws IOException {
    byte[] event = new byte[12 + 2 + 48 + 4];
    Arrays.fill(event, 0, 4, (byte) 0xff);
    event[4] = 3;
    event[8] = 1;
    event[12] = 0xc;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    log.writeBytes(ccel());
    log.writeBytes(event);
    String problem = problem(log.toByteArray());
    assertTrue(
        problem.contains("unknown register index 0xffffffff of an event of type EV_NO_ACTION"),
        problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "{}", "{\"event_log\":null}", "[1,2]", "{\"a\":", "00"})
  void nothingElseIsRecognised(String text) {
    assertEquals(Optional.empty(), LogReader.read(text.getBytes(UTF_8)));
  }

  @Test
  void theReaderNeverThrows() {
    forms()
        .forEach(
            form -> {
              byte[] bytes = (byte[]) form.get()[1];
              for (int i = 1; i < 40; i++) {
                LogReader.read(Arrays.copyOf(bytes, bytes.length * i / 40));
                byte[] changed = bytes.clone();
                changed[bytes.length * i / 40] ^= 0x15;
                LogReader.read(changed);
              }
            });
  }
}
