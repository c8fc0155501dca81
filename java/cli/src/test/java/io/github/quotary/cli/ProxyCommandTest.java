package io.github.quotary.cli;

import static io.github.quotary.cli.QuoteFiles.TDX;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.simulator.pcs.FakePcs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that only a proxy can reach, in a process with its own environment. */
class ProxyCommandTest {
  private static final List<String> NAMES =
      List.of("http_proxy", "https_proxy", "all_proxy", "no_proxy");

  @TempDir private Path folder;

  private final FakePcs pcs = FakePcs.seeded(3).platform(TDX).start();
  private QuoteFiles files = new QuoteFiles(Path.of(""));
  private Path quote = Path.of("");

  @BeforeEach
  void write() {
    files = new QuoteFiles(folder);
    quote = files.quote(pcs, TDX, "quote.bin");
  }

  @AfterEach
  void close() {
    pcs.close();
  }

  private CommandRun verify(
      Map<String, String> environment, List<String> properties, Object... options)
      throws IOException, InterruptedException {
    List<String> command =
        CommandProcess.command(
            "verify",
            quote.toString(),
            "--any-td",
            "--trust-anchor",
            files.anchor().toString(),
            "--at",
            TDX.at().toString());
    command.addAll(1, properties);
    for (Object option : options) {
      command.add(option.toString());
    }
    Path errors = folder.resolve("errors");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    for (String name : NAMES) {
      builder.environment().remove(name);
      builder.environment().remove(name.toUpperCase(java.util.Locale.ROOT));
    }
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new CommandRun(process.waitFor(), out, Files.readString(errors));
  }

  @Test
  void theEnvironmentsProxyTunnelsToAnHttpsService() throws Exception {
    try (TlsFront front = TlsFront.of(pcs.base(), folder);
        LoopbackProxy proxy = new LoopbackProxy(URI.create(front.address()).getPort())) {
      Object[] options = {"--pcs", "https://pcs.invalid", "--pcs-pin", front.certificate()};
      CommandRun run = verify(Map.of("https_proxy", proxy.address()), List.of(), options);
      assertEquals(ExitCode.OK, run.code(), run.out() + run.err());
      List<String> requests = proxy.requests();
      assertTrue(requests.contains("CONNECT pcs.invalid:443 HTTP/1.1"), requests.toString());
      assertEquals(1, requests.stream().distinct().count(), requests.toString());
    }
  }

  @Test
  void theEnvironmentsProxyIsAskedForAnHttpService() throws Exception {
    try (LoopbackProxy proxy = new LoopbackProxy(pcs.base().getPort())) {
      CommandRun run =
          verify(
              Map.of("http_proxy", proxy.address(), "no_proxy", "other.invalid"),
              List.of(),
              "--pcs",
              "http://pcs.invalid");
      assertEquals(ExitCode.OK, run.code(), run.out() + run.err());
      List<String> requests = proxy.requests();
      assertFalse(requests.isEmpty());
      assertTrue(
          requests.stream().allMatch(line -> line.startsWith("GET http://pcs.invalid/")),
          requests.toString());
    }
  }

  @Test
  void thePropertiesOfTheRuntimeWork() throws Exception {
    try (LoopbackProxy proxy = new LoopbackProxy(pcs.base().getPort())) {
      CommandRun run =
          verify(
              Map.of("http_proxy", "http://127.0.0.1:1"),
              List.of("-Dhttp.proxyHost=127.0.0.1", "-Dhttp.proxyPort=" + proxy.port()),
              "--pcs",
              "http://pcs.invalid");
      assertEquals(ExitCode.OK, run.code(), run.out() + run.err());
    }
  }

  @Test
  void aCachingServiceOnThisMachineIsAskedDirectly() throws Exception {
    try (LoopbackProxy proxy = new LoopbackProxy(pcs.base().getPort())) {
      CommandRun run =
          verify(Map.of("http_proxy", proxy.address()), List.of(), "--pcs", pcs.base());
      assertEquals(ExitCode.OK, run.code(), run.out() + run.err());
      assertEquals(List.of(), proxy.requests());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://me:s3cret@127.0.0.1:1", "ftp://me:s3cret@127.0.0.1:1"})
  void aProxyThatCannotBeUsedIsAUsageError(String value) throws Exception {
    CommandRun run =
        verify(Map.of("https_proxy", value), List.of(), "--pcs", "https://pcs.invalid");
    assertEquals(ExitCode.USAGE, run.code(), run.out() + run.err());
    assertEquals("", run.out());
    assertTrue(run.err().contains("https_proxy"), run.err());
    assertFalse(run.err().contains("s3cret"), run.err());
  }

  @Test
  void withoutNetworkTheProxyDoesNotMatter() throws Exception {
    Path given = Files.writeString(folder.resolve("c.json"), pcs.evidence(TDX).collateralJson());
    CommandRun run =
        verify(
            Map.of("https_proxy", "http://me:s3cret@127.0.0.1:1"),
            List.of(),
            "--collateral",
            given,
            "--offline");
    assertEquals(ExitCode.OK, run.code(), run.out() + run.err());
  }
}
