package io.github.quotary.cli;

import static io.github.quotary.cli.QuoteFiles.TDX;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.simulator.pcs.FakePcs;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the network is used, and when it is not. */
class OfflineTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Scenario OTHER = Scenario.upToDate(QuoteShape.V3_SGX);

  @TempDir private Path folder;

  private final FakePcs pcs = FakePcs.seeded(3).platform(TDX).start();
  private QuoteFiles files = new QuoteFiles(Path.of(""));

  @BeforeEach
  void write() {
    files = new QuoteFiles(folder);
  }

  @AfterEach
  void close() {
    pcs.close();
  }

  private CommandRun offline(Object... args) {
    Object[] all = java.util.Arrays.copyOf(args, args.length + 1);
    all[args.length] = "--offline";
    return files.run(TDX.at(), all);
  }

  @Test
  void whatTheCacheHasIsUsedAndNothingElse() throws IOException {
    Path known = files.quote(pcs, TDX, "known.bin");
    Path other = files.quote(pcs, OTHER, "other.bin");
    Path cache = folder.resolve("cache");
    CommandRun online = files.run(TDX.at(), "verify", known, "--pcs", pcs.base(), "--cache", cache);
    assertEquals(ExitCode.OK, online.code(), online.out() + online.err());
    pcs.forgetRequests();

    CommandRun cached = offline("verify", known, "--pcs", pcs.base(), "--cache", cache);
    assertEquals(ExitCode.OK, cached.code(), cached.out() + cached.err());
    CommandRun alone = offline("verify", known, "--cache", cache);
    assertEquals(ExitCode.OK, alone.code(), alone.out() + alone.err());
    assertEquals("", alone.err());
    CommandRun unknown =
        offline("verify", other, "--pcs", pcs.base(), "--cache", cache, "--format", "json");
    assertEquals(ExitCode.UNDECIDED, unknown.code(), unknown.out() + unknown.err());
    JsonNode json = JSON.readTree(unknown.out());
    assertEquals("undecided", json.path("outcome").asText());
    assertTrue(json.path("cause").asText().contains("the network is switched off"), unknown.out());
    assertFalse(json.path("retryable").asBoolean());

    Path quotes = Files.createDirectory(folder.resolve("quotes"));
    Files.copy(known, quotes.resolve("a-known"));
    Files.copy(other, quotes.resolve("b-other"));
    CommandRun batch = offline("batch", quotes, "--pcs", pcs.base(), "--cache", cache);
    assertEquals(ExitCode.UNDECIDED, batch.code(), batch.out() + batch.err());
    List<String> lines = batch.out().lines().toList();
    assertEquals("verified", JSON.readTree(lines.get(0)).path("outcome").asText());
    assertEquals("undecided", JSON.readTree(lines.get(1)).path("outcome").asText());
    assertEquals(List.of(), pcs.requests());
  }

  @Test
  void aServiceIsNotAskedEvenWithoutACache() throws IOException {
    Path quote = files.quote(pcs, TDX, "quote.bin");
    for (String command : List.of("verify", "batch")) {
      CommandRun run = offline(command, quote, "--pcs", pcs.base());
      assertEquals(ExitCode.UNDECIDED, run.code(), run.out() + run.err());
      assertTrue(run.out().contains("the network is switched off"), run.out());
    }
    assertEquals(List.of(), pcs.requests());
  }

  @Test
  void aFileNeedsNoNetwork() throws IOException {
    Path quote = files.quote(pcs, TDX, "quote.bin");
    Path given = Files.writeString(folder.resolve("c.json"), pcs.evidence(TDX).collateralJson());
    for (String command : List.of("verify", "batch")) {
      CommandRun run = offline(command, quote, "--collateral", given);
      assertEquals(ExitCode.OK, run.code(), run.out() + run.err());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "collateral fetch --quote q --out o --offline",
        "domain watch w.json --once --offline",
        "domain gateway gateway.apps.example.net --offline",
        "domain custom app.example.com --offline",
        "domain custom app.example.com --offline --evidence . --dns system",
        "domain custom app.example.com --offline --evidence . --dns 127.0.0.1",
        "domain custom app.example.com --offline --evidence . --dns https://127.0.0.1/dns-query",
        "domain custom app.example.com --offline --evidence . --ct https://127.0.0.1/"
      })
  void whatNeedsTheNetworkIsAUsageError(String line) {
    CommandRun run = CommandRun.of(line.split(" "));
    assertEquals(ExitCode.USAGE, run.code(), run.out() + run.err());
    assertEquals("", run.out());
    assertTrue(run.err().contains("--offline"), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  @Test
  void aCacheThatCannotBeUsedIsAUsageError() throws IOException {
    Path quote = files.quote(pcs, TDX, "quote.bin");
    Path file = Files.writeString(folder.resolve("file"), "");
    for (String command : List.of("verify", "batch")) {
      CommandRun run = files.run(TDX.at(), command, quote, "--cache", file);
      assertEquals(ExitCode.USAGE, run.code(), run.out() + run.err());
      assertEquals("", run.out());
      assertTrue(run.err().contains(file.toString()), run.err());
      assertEquals(ExitCode.USAGE, offline(command, quote, "--cache", file).code());
    }
  }

  /** Intel's service is asked, and only that; here a proxy stands before it and refuses. */
  @ParameterizedTest
  @ValueSource(strings = {"verify", "batch"})
  void withoutCollateralIntelsServiceIsAsked(String command)
      throws IOException, InterruptedException {
    Path quote = files.quote(pcs, TDX, "quote.bin");
    Queue<String> asked = new ConcurrentLinkedQueue<>();
    try (ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread server = new Thread(() -> refuse(proxy, asked));
      server.setDaemon(true);
      server.start();
      ProcessBuilder builder =
          new ProcessBuilder(
              CommandProcess.command(
                  List.of(
                      "-Dhttps.proxyHost=127.0.0.1", "-Dhttps.proxyPort=" + proxy.getLocalPort()),
                  command,
                  quote.toString(),
                  "--trust-anchor",
                  files.anchor().toString()));
      builder.environment().put("XDG_CACHE_HOME", folder.resolve("home").toString());
      builder.redirectError(folder.resolve("err").toFile());
      Process process = builder.start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertEquals(ExitCode.UNDECIDED, process.waitFor(), out);
      String err = Files.readString(folder.resolve("err"));
      assertTrue(
          err.startsWith(
              "quotary: no collateral was given: asking Intel's service, cache "
                  + folder.resolve("home").resolve("quotary")
                  + System.lineSeparator()),
          err);
      assertTrue(Files.isDirectory(folder.resolve("home").resolve("quotary")));
      assertFalse(asked.isEmpty());
      for (String request : asked) {
        assertTrue(request.matches("CONNECT [a-z.]+\\.intel\\.com:443 HTTP/1\\.1"), request);
      }
    }
  }

  private static void refuse(ServerSocket proxy, Queue<String> asked) {
    while (!proxy.isClosed()) {
      try (Socket socket = proxy.accept()) {
        BufferedReader in =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        String request = in.readLine();
        if (request == null) {
          continue; // the process ended before it asked for anything on this connection
        }
        asked.add(request);
        socket
            .getOutputStream()
            .write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".getBytes(UTF_8));
      } catch (IOException e) {
        // The client closed the connection, or the test is over.
      }
    }
  }
}
