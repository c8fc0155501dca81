package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.cli.option.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code simulate} makes, {@code verify} answers as the list says, as both generations. */
class SimulateThenVerifyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> SHAPES =
      List.of("v3-sgx", "v4-sgx", "v4-tdx", "v5-sgx", "v5-tdx-10", "v5-tdx-15", "v5-tdx-15-ex");

  /** It replaces the FMSPC as text, so it takes the usual one. */
  private static final String ABOUT_FMSPC = "oddity-fmspc-in-lower-case";

  private static final Map<String, List<JsonNode>> HARMLESS = new ConcurrentHashMap<>();

  @TempDir private Path folder;

  static Stream<Named<JsonNode>> list() throws JsonProcessingException {
    CommandRun run = CommandRun.of("simulate", "--list", "--format", "json");
    assertEquals(ExitCode.OK, run.code());
    return StreamSupport.stream(JSON.readTree(run.out()).spliterator(), false)
        .map(entry -> Named.of(entry.get("name").textValue(), entry));
  }

  private JsonNode simulate(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("simulate", "--out", directory().toString()));
    all.addAll(List.of(arguments));
    CommandRun run = CommandRun.of(all.toArray(String[]::new));
    assertEquals("", run.err());
    assertEquals(ExitCode.OK, run.code());
    return JSON.readTree(directory().resolve("case.json").toFile());
  }

  private Path directory() {
    return folder.resolve("made");
  }

  @ParameterizedTest
  @MethodSource("list")
  void everythingListedHasItsVerdict(JsonNode entry) throws IOException {
    JsonNode made = simulate(entry.get("name").textValue());
    assertEquals(entry.get("name"), made.get("id"));
    assertEquals(entry.get("about"), made.get("about"));
    assertEquals(entry.get("expected"), made.get("expected"));
    assertEquals(entry.get("quotary"), made.get("quotary"));
    assertEquals(entry.get("trustedUnderDefaultPolicy"), made.get("trustedUnderDefaultPolicy"));
    Promise.assertKept(entry, directory());
  }

  static Stream<Arguments> outcomes() throws JsonProcessingException {
    List<Arguments> outcomes = new ArrayList<>();
    for (Named<JsonNode> entry : list().toList()) {
      String name = entry.getName();
      if (entry.getPayload().get("kind").textValue().equals("outcome")) {
        for (String shape : SHAPES) {
          if (!name.contains("relaunch") || shape.contains("tdx-15")) {
            String ca = outcomes.size() % 2 == 0 ? "processor" : "platform";
            outcomes.add(Arguments.of(name, shape, ca));
          }
        }
      }
    }
    assertEquals(8 * 7 + 2 * 2, outcomes.size());
    return outcomes.stream();
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void anOutcomeIsTheSameInEveryShapeAndUnderEitherCa(String name, String shape, String ca)
      throws IOException {
    JsonNode made = simulate("--outcome", name, "--shape", shape, "--ca", ca);
    Promise.assertKept(made, directory());
  }

  @ParameterizedTest
  @MethodSource("list")
  void whatNoVerdictDependsOnChangesNone(JsonNode entry) throws IOException {
    String name = entry.get("name").textValue();
    List<String> arguments = new ArrayList<>(List.of(name, "--seed", "7"));
    for (JsonNode field : harmless(entry.get("shape").textValue())) {
      String path = field.get("field").textValue();
      if (!path.equals("platform.fmspc") || !name.equals(ABOUT_FMSPC)) {
        String other = "3c".repeat(field.get("current").textValue().length() / 2);
        arguments.addAll(List.of("--set", path + "=" + other));
      }
    }
    JsonNode made = simulate(arguments.toArray(String[]::new));
    assertEquals(entry.get("expected"), made.get("expected"));
    Promise.assertKept(made, directory(), "g2", "1.27");
  }

  private static List<JsonNode> harmless(String shape) {
    return HARMLESS.computeIfAbsent(
        shape,
        wanted -> {
          List<JsonNode> fields = new ArrayList<>();
          for (JsonNode field : fields(wanted)) {
            if (field.get("keepsExpectation").booleanValue() && field.has("current")) {
              fields.add(field);
            }
          }
          assertTrue(fields.size() >= 10, "not so few: " + fields);
          return fields;
        });
  }

  private static JsonNode fields(String shape) {
    CommandRun run =
        CommandRun.of("simulate", "--list-fields", "--shape", shape, "--format", "json");
    try {
      return JSON.readTree(run.out()).get("set");
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  static Stream<Named<JsonNode>> oneOfEachKind() throws JsonProcessingException {
    Map<String, Named<JsonNode>> first = new LinkedHashMap<>();
    list().forEach(entry -> first.putIfAbsent(entry.getPayload().get("kind").textValue(), entry));
    assertEquals(12, first.size());
    return first.values().stream();
  }

  @ParameterizedTest
  @MethodSource("oneOfEachKind")
  void whatMayChangeAVerdictTakesThePromiseBack(JsonNode entry) throws IOException {
    JsonNode made = simulate(entry.get("name").textValue(), "--set", "platform.smtEnabled=true");
    assertEquals(entry.get("name"), made.get("id"));
    for (String member : List.of("expected", "quotary", "trustedUnderDefaultPolicy")) {
      assertFalse(made.has(member), member);
    }
  }
}
