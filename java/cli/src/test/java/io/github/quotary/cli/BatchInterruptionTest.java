package io.github.quotary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.cli.option.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The summary of a batch, also of one that the user ends with Ctrl-C. */
class BatchInterruptionTest {
  private static final String V = "../../testvectors/vectors/tdx-v4-up-to-date";

  /** More than fill the buffer of the output. */
  private static final int PAUSE = 40;

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private static byte[] line() throws IOException {
    byte[] quote = Files.readAllBytes(Path.of(V, "quote.bin"));
    return ("{\"quote\":\"" + Base64.getEncoder().encodeToString(quote) + "\"}\n").getBytes(UTF_8);
  }

  @Test
  void theSummaryAsJson() throws IOException {
    Path file = Files.write(folder.resolve("one.ndjson"), line());
    CommandRun run =
        CommandRun.of(
            "batch",
            file.toString(),
            "--collateral",
            V,
            "--trust-anchor",
            V + "/root.pem",
            "--at",
            "2026-06-15",
            "--any-td",
            "--format",
            "json");
    assertEquals(ExitCode.OK, run.code());
    assertEquals(1, run.err().lines().count(), run.err());
    JsonNode summary = JSON.readTree(run.err());
    assertEquals(1, summary.path("quotes").asLong());
    assertEquals(1, summary.path("verdicts").path("GENUINE").asLong());
    assertEquals(0, summary.path("verdicts").path("REJECTED").asLong(-1));
    assertEquals(1, summary.path("tcbStatus").path("UpToDate").asLong());
    assertEquals(false, summary.path("interrupted").asBoolean(true));
    assertEquals(false, summary.path("trustAnchor").path("intel").asBoolean(true));
    JsonNode result = JSON.readTree(run.out());
    for (String member : List.of("generation", "policySha256", "engine", "producer")) {
      assertEquals(result.path(member).asText(), summary.path(member).asText(), member);
    }
  }

  /** Input without end, or input that pauses. */
  @Timeout(60)
  @ParameterizedTest
  @CsvSource({"INT, 130, true", "TERM, 143, true", "INT, 130, false"})
  void anInterruptedBatchCountsItsResults(String signal, int code, boolean isEndless)
      throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/env")), "the system has no env(1)");
    Interrupted run = interrupted(signal, isEndless);
    for (int i = 0; isEndless && i < 4 && run.isGivenUp(); i++) {
      // On a machine so busy that it took the batch more than two seconds to end.
      run = interrupted(signal, true);
    }
    assertEquals(code, run.code());
    assertTrue(run.out().endsWith("}\n"), "the last line is whole");
    List<String> lines = run.out().lines().toList();
    for (String line : lines) {
      assertEquals("verified", JSON.readTree(line).path("outcome").asText());
    }
    if (isEndless) {
      JsonNode summary = JSON.readTree(run.err());
      assertTrue(summary.path("interrupted").asBoolean(), run.err());
      assertEquals(lines.size(), summary.path("quotes").asInt());
    } else {
      assertEquals("quotary: interrupted after " + lines.size() + " results\n", run.err());
    }
  }

  private record Interrupted(int code, String out, String err) {
    boolean isGivenUp() {
      return err.startsWith("quotary: interrupted");
    }
  }

  private Interrupted interrupted(String signal, boolean isEndless)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("/usr/bin/env", "--default-signal=INT"));
    command.addAll(
        CommandProcess.command(
            "batch",
            "-",
            "--collateral",
            V,
            "--trust-anchor",
            V + "/root.pem",
            "--at",
            "2026-06-15",
            "--any-td",
            "--no-progress",
            "--format",
            "json"));
    Path errors = folder.resolve("errors");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    Thread feeder = new Thread(() -> feed(process.getOutputStream(), isEndless));
    feeder.start();
    StringBuilder out = new StringBuilder();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      out.append(reader.readLine()).append('\n'); // the batch is at work
      assertEquals(
          0,
          new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
              .start()
              .waitFor());
      for (int c = reader.read(); c >= 0; c = reader.read()) {
        out.append((char) c);
      }
    }
    int code = process.waitFor();
    feeder.join();
    return new Interrupted(code, out.toString(), Files.readString(errors));
  }

  private static void feed(OutputStream in, boolean isEndless) {
    try {
      byte[] line = line();
      for (int i = 0; isEndless || i < PAUSE; i++) {
        in.write(line);
        in.flush();
      }
    } catch (IOException e) {
      // The batch has ended and reads no more.
      return;
    }
  }
}
