package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.simulator.domain.CustomPlan;
import io.github.quotary.simulator.domain.DomainLaboratory;
import io.github.quotary.simulator.domain.GuestAgent;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // Agents serve for as long as they are open.
class IngressCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET = "c2VjcmV0LW9mLXRoZS10ZXN0";
  private static final String NAME = "app.example.com";

  /** A port that nobody listens on. */
  private static final int NOBODY = 1;

  @TempDir private Path folder;

  /** Settings of a domain on loopback, at which nobody listens unless a test says so. */
  private String settings(int resolver, String challenge) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket port = new ServerSocket(0, 1, loopback);
        ServerSocket admin = new ServerSocket(0, 1, loopback)) {
      return settings(resolver, challenge, port.getLocalPort(), admin.getLocalPort());
    }
  }

  private String settings(int resolver, String challenge, int port, int admin) {
    return """
    {"names": ["%s"], "target": "127.0.0.1:9", "gatewayDomain": "gw.example.net",
     "challenge": "%s", "port": %d,
     "dns": {"caa": true, "provider": "rfc2136",
       "rfc2136": {"server": "127.0.0.1:%d", "keyName": "key", "secret": "%s"}},
     "acme": {"directory": "https://127.0.0.1:%d/directory"},
     "setup": {"resolvers": ["http://127.0.0.1:%d/resolve"]},
     "listener": {"address": "127.0.0.1"},
     "evidence": {"directory": "%6$s/evidences"},
     "operation": {"stateDirectory": "%6$s/state", "adminPort": %d, "agentSocket": "%6$s/a.sock"}}
    """
        .replace("%6$s", folder.toString())
        .formatted(NAME, challenge, port, NOBODY, SECRET, NOBODY, resolver, admin);
  }

  private CommandRun run(String settings, String... command) throws IOException {
    Path file = Files.writeString(folder.resolve("ingress.json"), settings);
    String[] all = new String[command.length + 3];
    all[0] = "ingress";
    System.arraycopy(command, 0, all, 1, command.length);
    all[command.length + 1] = "--config";
    all[command.length + 2] = file.toString();
    CommandRun run = CommandRun.of(all);
    assertFalse((run.out() + run.err()).contains(SECRET), run::toString);
    return run;
  }

  @Test
  void aPlanWithoutNetworkSaysWhatIsNotKnown() throws IOException {
    CommandRun run = run(settings(NOBODY, "dns-01"), "plan", "--offline");
    assertEquals(ExitCode.UNDECIDED, run.code(), run::toString);
    assertTrue(run.out().startsWith("UNDECIDED: "), run.out());
    assertTrue(run.out().contains("none yet: it is registered first"), run.out());
    assertTrue(
        run.out()
            .contains(
                NAME
                    + " CAA 0 issuewild \"letsencrypt.org;validationmethods=dns-01;"
                    + "accounturi=account:to-be-registered\""),
        run.out());
    assertTrue(run.out().contains("what is in DNS: not asked, for --offline"), run.out());
    assertEquals("", run.err());
    assertFalse(Files.exists(folder.resolve("state")));
    assertFalse(Files.exists(folder.resolve("evidences")));
  }

  @Test
  void aPlanAsJsonTellsWhatIsNotKnownByNull() throws IOException {
    CommandRun run = run(settings(NOBODY, "dns-01"), "plan", "--offline", "--format", "json");
    assertEquals(ExitCode.UNDECIDED, run.code(), run::toString);
    JsonNode plan = JSON.readTree(run.out());
    assertEquals("unknown", plan.path("readiness").textValue());
    assertTrue(plan.path("id").isNull());
    assertFalse(plan.path("account").path("exists").booleanValue());
    assertTrue(plan.path("names").path(0).path("lock").path("conditional").booleanValue());
    assertEquals(
        "UNKNOWN", plan.path("names").path(0).path("records").path(0).path("fate").textValue());
  }

  @Test
  void whatTheProviderCannotExpressFailsWithoutNetwork() throws IOException {
    String settings =
        """
        {"names": ["app.example.com"], "target": "app:80", "gatewayDomain": "gw.example.net",
         "dns": {"caa": true, "namecheap": {"username": "u", "apiKey": "%s"}},
         "operation": {"stateDirectory": "%s/state"}}
        """
            .formatted(SECRET, folder);
    CommandRun run = run(settings, "plan", "--offline");
    assertEquals(ExitCode.REJECTED, run.code(), run::toString);
    assertTrue(run.out().contains("impossible: app.example.com CAA"), run.out());
  }

  /** Records that somebody else made, as a resolver shows them. */
  @ParameterizedTest
  @CsvSource({"'', 0, READY", "0 issue \"other.example\", 11, WEAK"})
  void aPlanLooksAtWhatResolversShow(String foreignLock, int code, String word) throws Exception {
    try (GuestAgent.Running agent = agent();
        Resolver resolver = new Resolver(Map.of(NAME + "/CAA", foreignLock))) {
      CommandRun run = run(settings(resolver.port(), "tls-alpn-01"), "plan");
      assertEquals(code, run.code(), run::toString);
      assertTrue(run.out().startsWith(word + ": "), run.out());
    }
  }

  @Test
  void aCheckWithoutTheAgentFailsAndSaysWhatToDo() throws IOException {
    try (Resolver resolver = new Resolver(Map.of())) {
      CommandRun run = run(settings(resolver.port(), "tls-alpn-01"), "check");
      assertEquals(ExitCode.REJECTED, run.code(), run::toString);
      assertTrue(run.out().startsWith("FAILS: "), run.out());
      assertTrue(run.out().contains("to do: mount the guest agent's socket"), run.out());
      assertTrue(
          run.out().contains("to do: make it: " + NAME + " CNAME gw.example.net"), run.out());
    }
  }

  @Test
  void aCheckThatCouldLookNothingUpIsUndecided() throws Exception {
    try (GuestAgent.Running agent = agent();
        Resolver resolver = new Resolver(Map.of())) {
      String settings = settings(resolver.port(), "tls-alpn-01").replace("/resolve", "/not-found");
      CommandRun run = run(settings, "check", "--format", "json");
      assertEquals(ExitCode.UNDECIDED, run.code(), run::toString);
      assertEquals("unknown", JSON.readTree(run.out()).path("readiness").textValue());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "check", "run", "evidence"})
  void everyProblemOfTheSettingsIsToldAndNoSecret(String command) throws IOException {
    String settings =
        settings(NOBODY, "http-01")
            .replace("\"target\"", "\"txtPrefix\": \"a b\", \"target\"")
            .replace(SECRET, SECRET + "%");
    for (List<String> options : List.of(List.of(command), List.of(command, "--quiet"))) {
      CommandRun run = run(settings, options.toArray(String[]::new));
      assertEquals(ExitCode.USAGE, run.code(), run::toString);
      assertEquals("", run.out());
      for (String where : List.of("/challenge", "/txtPrefix", "/dns/rfc2136/secret")) {
        assertTrue(run.err().contains("quotary: " + where), run.err());
      }
      assertTrue(run.err().endsWith(" cannot be used: see the lines above\n"), run.err());
    }
  }

  @Test
  void theEnvironmentIsReadWhereThereIsNoFile() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(CommandProcess.command("ingress", "plan", "--offline"));
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "DOMAIN",
                "-app",
                "PORT",
                "0",
                "GATEWAY_DOMAIN",
                "gw.example.net",
                "TARGET_ENDPOINT",
                "app:80",
                "CLOUDFLARE_API_TOKEN",
                SECRET + " "));
    Process process = builder.redirectErrorStream(true).start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(ExitCode.USAGE, process.waitFor(), told);
    for (String problem :
        List.of("DOMAIN is '-app': ", "PORT is '0': ", "CLOUDFLARE_API_TOKEN: ")) {
      assertTrue(told.contains("quotary: " + problem), told);
    }
    assertFalse(told.contains(SECRET), told);
  }

  @Test
  void withoutASourceOfQuotesNothingRuns() throws IOException {
    CommandRun run = run(settings(NOBODY, "dns-01"), "run", "--once", "--quiet");
    assertEquals(ExitCode.UNDECIDED, run.code(), run::toString);
    assertTrue(run.err().startsWith("quotary: not dstack's guest agent at "), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertFalse(Files.exists(folder.resolve("state")));
  }

  @Test
  void whatCannotBeUsedIsTold() throws IOException {
    String settings = settings(NOBODY, "dns-01");
    String unsafe = settings.replace("https://127.0.0.1", "http://127.0.0.1");
    CommandRun authority = run(unsafe, "evidence", "--quiet");
    assertEquals(ExitCode.USAGE, authority.code(), authority::toString);
    assertTrue(authority.err().startsWith("quotary: ACME_DIRECTORY: "), authority.err());

    Files.createFile(folder.resolve("state"));
    CommandRun evidence = run(settings, "evidence", "--quiet");
    assertEquals(ExitCode.USAGE, evidence.code(), evidence::toString);
    assertTrue(evidence.err().contains("The state directory cannot be read"), evidence.err());
    CommandRun ingress = run(settings, "run", "--once", "--quiet");
    assertEquals(ExitCode.USAGE, ingress.code(), ingress::toString);
    assertTrue(ingress.err().contains("The ingress cannot start"), ingress.err());
  }

  @Test
  void evidenceNeedsACertificate() throws IOException {
    CommandRun run = run(settings(NOBODY, "dns-01"), "evidence", "--quiet");
    assertEquals(ExitCode.REJECTED, run.code(), run::toString);
    assertTrue(run.err().contains("there is no certificate of these names in "), run.err());
    assertFalse(Files.exists(folder.resolve("evidences")));
  }

  @ParameterizedTest
  @CsvSource({"plan, 10 11 40", "check, 10 11 40", "run, 10 40", "evidence, 10 40"})
  void helpListsTheExitCodes(String command, String codes) {
    CommandRun run = CommandRun.of("ingress", command, "--help");
    assertEquals(ExitCode.OK, run.code());
    String list = run.out().substring(run.out().indexOf("\nExit codes:\n"));
    for (String code : codes.split(" ", -1)) {
      assertTrue(list.contains("\n   " + code + "  "), list);
      assertTrue(run.out().replaceAll("\\s+", " ").contains(code + " if "), run.out());
    }
  }

  /**
   * Nobody answers as the authority: the first pass fails, is told as JSON, and is waited after.
   */
  @Test
  void aSignalEndsItInOrderWithTheLastPassAsExitCode() throws Exception {
    try (GuestAgent.Running agent = agent()) {
      Path file = folder.resolve("ingress.json");
      Files.writeString(file, settings(NOBODY, "tls-alpn-01"));
      Process process =
          new ProcessBuilder(
                  CommandProcess.command("ingress", "run", "-q", "--config", file.toString()))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
        String line = String.valueOf(err.readLine());
        process.toHandle().destroy();
        JsonNode event = JSON.readTree(line);
        assertEquals("error", event.path("level").textValue(), line);
        assertTrue(event.path("why").textValue().startsWith("the authority could not be"), line);
        assertEquals("", err.lines().collect(Collectors.joining("\n")));
        assertEquals(ExitCode.REJECTED, process.waitFor());
      } finally {
        process.destroyForcibly();
      }
    }
  }

  private GuestAgent.Running agent() throws IOException {
    return DomainLaboratory.seeded(3)
        .guestAgent(CustomPlan.of(NAME).workload())
        .start(folder.resolve("a.sock"));
  }

  /** DNS over HTTPS in JSON, without the S: the records that a test names, and no others. */
  private static final class Resolver implements AutoCloseable {
    private final HttpServer server;

    Resolver(Map<String, String> records) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/resolve",
          exchange -> {
            try (exchange) {
              String[] asked = exchange.getRequestURI().getQuery().split("[=&]", -1);
              String data = records.getOrDefault(asked[1] + "/" + asked[3], "");
              String answer =
                  data.isEmpty()
                      ? "{\"Status\": 0}"
                      : "{\"Status\": 0, \"Answer\": [{\"name\": \"%s\", \"type\": 257, \"TTL\": 9,"
                              .formatted(asked[1])
                          + " \"data\": "
                          + JSON.writeValueAsString(data)
                          + "}]}";
              byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
              exchange.sendResponseHeaders(200, bytes.length);
              exchange.getResponseBody().write(bytes);
            }
          });
      server.start();
    }

    int port() {
      return server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
