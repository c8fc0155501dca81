package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.cli.option.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The command on real logs, quotes and attestations. */
@EnabledIfEnvironmentVariable(
    named = "QUOTARY_CONFORMANCE",
    matches = ".+",
    disabledReason = "QUOTARY_CONFORMANCE does not name the folder with the conformance data")
class ReplayConformanceTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static String data(String name) {
    return Path.of(System.getenv("QUOTARY_CONFORMANCE")).resolve(name).toString();
  }

  private static JsonNode replay(int code, String... args) throws IOException {
    List<String> all = new ArrayList<>(List.of("replay", "--format", "json"));
    all.addAll(List.of(args));
    CommandRun run = CommandRun.of(all.toArray(String[]::new));
    assertEquals(code, run.code(), run.out() + run.err());
    return JSON.readTree(run.out());
  }

  static Stream<Arguments> logsAndQuotes() throws IOException {
    List<Arguments> pairs = new ArrayList<>();
    for (JsonNode log : JSON.readTree(Path.of(data("eventlogs/index.json")).toFile())) {
      String file = data("eventlogs/" + log.path("file").asText());
      for (JsonNode quote : log.path("matchesQuotes")) {
        pairs.add(Arguments.of(file, data(quote.asText())));
      }
    }
    assertEquals(20, pairs.size());
    return pairs.stream();
  }

  @ParameterizedTest
  @MethodSource("logsAndQuotes")
  void logsMatchTheirQuotes(String log, String quote) throws IOException {
    JsonNode json = replay(ExitCode.OK, "--event-log", log, "--quote", quote);
    assertTrue(json.path("match").asBoolean());
    boolean dstack = log.endsWith(".json");
    assertEquals(dstack, json.at("/workload/composeHash").isTextual(), json.toString());
    CommandRun text = CommandRun.of("replay", "--event-log", log, "--quote", quote);
    assertTrue(text.out().startsWith("MATCH: "), text.out());
  }

  @Test
  void answersOfGuestAgents() throws IOException {
    for (String name :
        List.of(
            "verifier-fixtures/quote-report.json",
            "verifier-fixtures/tdx-lite-getquote.json",
            "examples-rtmr3/report.json",
            "nearai-vllm-proxy/sample_dstack_quote.json")) {
      String file = data("dstack/" + name);
      JsonNode json = replay(ExitCode.OK, "--event-log", file, "--quote", file);
      assertEquals("up", json.at("/workload/state").asText(), name);
    }
  }

  @Test
  void logsInsideInformation() throws IOException {
    String quote = data("dstack/nearai-vllm-proxy/sample_dstack_quote.json");
    JsonNode json =
        replay(
            ExitCode.OK,
            "--event-log",
            data("dstack/nearai-vllm-proxy/sample_dstack_info.json"),
            "--quote",
            quote);
    assertEquals(
        "9ffeac39dd83c5239c2e4742db79650419d40c40b40db45cc007cab3965b7d4c",
        json.at("/workload/mrAggregated").asText());
    json =
        replay(
            ExitCode.OK,
            "--event-log",
            data("dstack/near-mpc/test-utils--tcb_info.json"),
            "--quote",
            data("dstack/near-mpc/test-utils--quote.json"));
    assertEquals(
        "2911e1f733466216dedb862d6d669e11256ee7a34ce4dbc66c4b807ba7a9c895",
        json.at("/workload/composeHash").asText());
    replay(ExitCode.OK, "--event-log", data("dstack/near-mpc/attestation--event_log.json"));
  }

  @Test
  void attestations() throws IOException {
    String lite = data("dstack/verifier-fixtures/tdx-lite-getquote.json");
    JsonNode json =
        replay(
            ExitCode.NOT_TRUSTED,
            "--event-log",
            data("dstack/verifier-fixtures/tdx-lite-attestation.json"),
            "--quote",
            lite);
    assertEquals("no events", json.at("/registers/rtmr0/result").asText());
    assertTrue(json.at("/registers/rtmr3/match").asBoolean());
    json =
        replay(
            ExitCode.OK,
            "--event-log",
            data("dstack/guest-agent/guest-agent-attestation-v0.5.11.bin"));
    assertEquals(
        24,
        json.at("/registers/rtmr0/events").asInt()
            + json.at("/registers/rtmr1/events").asInt()
            + json.at("/registers/rtmr2/events").asInt());
    json =
        replay(
            ExitCode.MALFORMED,
            "--event-log",
            data("dstack/verifier-fixtures/sev-snp-attestation.json"));
    assertTrue(
        json.at("/malformed/problem").asText().startsWith("sev-snp is not Intel TDX"),
        json.toString());
  }

  @Test
  void aLogBesideAnothersQuote() throws IOException {
    JsonNode json =
        replay(
            ExitCode.REJECTED,
            "--event-log",
            data("dstack/simulator-v0.5.5/eventlog.json"),
            "--quote",
            data("dstack/simulator-v0.5.5/ra-tls-tdx_quote.bin"));
    assertEquals(0, json.path("proven").size());
    replay(
        ExitCode.OK,
        "--event-log",
        data("dstack/simulator-v0.5.5/eventlog.json"),
        "--quote",
        data("dstack/simulator-v0.5.5/quote.hex"));
  }
}
