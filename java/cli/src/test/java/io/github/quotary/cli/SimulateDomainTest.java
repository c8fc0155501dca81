package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.cli.option.ExitCode;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole deployments behind a domain, on demand. */
class SimulateDomainTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE = 60;

  @TempDir Path folder;

  /** Standard output of a command that does not end; known once a whole result was flushed. */
  private static final class Served extends StringWriter {
    final CompletableFuture<String> result = new CompletableFuture<>();

    @Override
    public void flush() {
      String text = toString();
      if (text.contains("exitCode") && text.endsWith("}\n")) {
        result.complete(text);
      }
    }
  }

  /** Runs a command in its own thread, as Ctrl-C needs one to interrupt. */
  private static final class Running implements AutoCloseable {
    final Served out = new Served();
    final CompletableFuture<CommandRun> end = new CompletableFuture<>();
    private final Thread thread;

    Running(String... args) {
      thread = new Thread(() -> end.complete(CommandRun.into(out, args)));
      thread.start();
    }

    JsonNode result() throws Exception {
      CompletableFuture.anyOf(out.result, end).get(PATIENCE, TimeUnit.SECONDS);
      assertTrue(out.result.isDone(), () -> end.join().err());
      return JSON.readTree(out.result.join());
    }

    CommandRun interrupt() throws Exception {
      thread.interrupt();
      return end.get(PATIENCE, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
      thread.interrupt();
    }
  }

  private static CommandRun run(JsonNode command) {
    List<String> args = new ArrayList<>();
    command.path("arguments").forEach(word -> args.add(word.asText()));
    return CommandRun.of(args.toArray(String[]::new));
  }

  /**
   * The command, not asking for certificates: a source that is down is asked again after a pause.
   */
  private static CommandRun withoutCt(JsonNode command) {
    List<String> args = new ArrayList<>();
    String before = "";
    for (JsonNode word : command.path("arguments")) {
      args.add(before.equals("--ct") ? "none" : word.asText());
      before = word.asText();
    }
    return CommandRun.of(args.toArray(String[]::new));
  }

  private static void assertCommandsWork(JsonNode result) {
    for (JsonNode command : result.path("commands")) {
      CommandRun run = run(command);
      assertEquals(
          command.path("exitCode").asInt(), run.code(), command + "\n" + run.out() + run.err());
    }
  }

  @ParameterizedTest
  @CsvSource({"gateway, gateway.apps.example.net", "custom, app.example.com"})
  void theServersAnswerTheCommandsThatArePrinted(String kind, String host) throws Exception {
    try (Running running =
        new Running(
            "simulate",
            "--domain",
            kind,
            "--serve",
            "--out",
            folder.toString(),
            "--format",
            "json")) {
      JsonNode result = running.result();
      assertEquals(folder.toString(), result.path("directory").asText());
      assertEquals(5, result.path("commands").size());
      assertCommandsWork(result);
      assertTrue(Files.exists(folder.resolve("capture.zip")));
      assertTrue(Files.readString(folder.resolve("report.html")).contains(host));

      CommandRun end = running.interrupt();
      assertEquals(ExitCode.OK, end.code());
      assertEquals("quotary: serving until Ctrl-C\n", end.err());
      assertEquals(
          ExitCode.UNDECIDED, withoutCt(result.path("commands").get(1)).code(), "it is closed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "custom"})
  void filesAreLookedAtByTheCommandsThatArePrinted(String kind) throws IOException {
    CommandRun json =
        CommandRun.of("simulate", "--domain", kind, "--out", folder.toString(), "--format", "json");
    assertEquals(ExitCode.OK, json.code(), json.err());
    assertCommandsWork(JSON.readTree(json.out()));
  }

  @Test
  void theCommandsCanBeCopiedIntoAShell() throws IOException {
    Path spaced = folder.resolve("a b");
    CommandRun text = CommandRun.of("simulate", "--domain", "custom", "--out", spaced.toString());
    assertEquals(ExitCode.OK, text.code(), text.err());
    List<String> commands =
        text.out().lines().filter(line -> line.startsWith("quotary domain ")).toList();
    assertEquals(2, commands.size());
    assertTrue(
        commands.get(0).contains("--policy '" + spaced.resolve("policy.json") + "'"),
        commands.get(0));
    assertTrue(text.out().contains("(exit code 40)"), text.out());
  }

  @Test
  void theNameIsTheUsers() throws IOException {
    CommandRun run =
        CommandRun.of(
            "simulate",
            "--domain",
            "custom",
            "--domain-name",
            "localhost",
            "--out",
            folder.toString());
    assertTrue(run.out().contains("quotary domain custom localhost "), run.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--domain app --serve|--domain must be gateway or custom, not app",
        "--domain custom|--domain needs --out DIR or --serve",
        "--serve|--serve and --domain-name need --domain gateway or custom",
        "--domain custom --serve --fault tcb-info-expired|--domain takes",
        "--domain custom --out DIR|--force overwrites it"
      })
  void usageErrors(String arguments, String message) throws IOException {
    Files.writeString(folder.resolve("policy.json"), "mine");
    List<String> args = new ArrayList<>(List.of("simulate"));
    args.addAll(List.of(arguments.replace("DIR", folder.toString()).split(" ")));
    CommandRun run = CommandRun.of(args.toArray(String[]::new));
    assertEquals(ExitCode.USAGE, run.code(), run.err() + run.out());
    assertTrue(run.err().contains(message), run.err());
    assertFalse(run.err().contains("internal error"));
    assertEquals("mine", Files.readString(folder.resolve("policy.json")));
  }
}
