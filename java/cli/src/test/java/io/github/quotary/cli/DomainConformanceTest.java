package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.cli.option.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases of domain evidence, by the command. */
@EnabledIfEnvironmentVariable(
    named = "QUOTARY_CONFORMANCE",
    matches = ".+",
    disabledReason = "QUOTARY_CONFORMANCE does not name the folder with the conformance data")
class DomainConformanceTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<JsonNode> cases() throws IOException {
    List<JsonNode> cases = new ArrayList<>();
    JSON.readTree(folder().resolve("cases.json").toFile()).forEach(cases::add);
    return cases.stream();
  }

  private static Path folder() {
    return Path.of(System.getenv("QUOTARY_CONFORMANCE"), "domain-evidence");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyCaseHasItsStatuses(JsonNode one) throws IOException {
    Path set = folder().resolve(one.path("set").textValue());
    CommandRun run =
        CommandRun.of(
            "domain",
            one.path("kind").textValue(),
            one.path("host").textValue(),
            "--evidence",
            set.toString(),
            "--served-cert",
            set.resolve(one.path("served").textValue()).toString(),
            "--collateral",
            folder().resolve(one.path("collateral").textValue()).toString(),
            "--at",
            one.path("at").textValue(),
            "--format",
            "json");
    assertEquals("", run.err());
    JsonNode report = JSON.readTree(run.out());
    Map<String, String> statuses = new HashMap<>();
    report
        .path("checks")
        .forEach(c -> statuses.put(c.path("id").asText(), c.path("status").asText()));
    List<Executable> assertions = new ArrayList<>();
    one.path("checks")
        .properties()
        .forEach(
            expected ->
                assertions.add(
                    () ->
                        assertTrue(
                            List.of(expected.getValue().textValue().split("\\|"))
                                .contains(statuses.get(expected.getKey())),
                            expected + ", not " + statuses.get(expected.getKey()))));
    assertAll(assertions);
    assertEquals(
        report.path("verdict").asText().equals("FAIL") ? ExitCode.REJECTED : ExitCode.UNDECIDED,
        run.code());
  }
}
