package io.github.quotary.ingress.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.quotary.simulator.domain.server.Endlessness;
import io.github.quotary.simulator.domain.server.HostileServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that are no good authorities, without Pebble. */
class BadAuthorityTest {
  private final TestClock clock = new TestClock();
  private final List<String> agents = new CopyOnWriteArrayList<>();

  private AcmeFault open(URI directory, byte[] roots, Duration request) throws Exception {
    AcmeCa ca =
        AcmeCa.of(
            AcmeDirectory.of(directory),
            AcmeHttp.trusting(roots),
            new Timing(clock, clock::pass, request));
    AccountResult result = AcmeAccounts.open(ca, new AcmeLab.Memory(), Optional.empty());
    return assertInstanceOf(AccountResult.Failed.class, result).fault();
  }

  private AcmeFault answered(String body) throws Exception {
    TestTls tls = TestTls.make();
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls.server()));
    server.createContext(
        "/",
        exchange -> {
          agents.add(exchange.getRequestHeaders().getFirst("User-Agent"));
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try {
      URI directory = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/dir");
      return open(directory, tls.rootPem(), Duration.ofSeconds(30));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void longAnswerIsNotRead() throws Exception {
    AcmeFault fault = answered("{\"a\": \"" + "x".repeat(1 << 20) + "\"}");
    assertInstanceOf(AcmeFault.Unreachable.class, fault, fault::words);
    assertTrue(fault.words().contains("more than 1048576 bytes"), fault.words());
  }

  @Test
  void addressWithoutTlsIsNotAsked() throws Exception {
    AcmeFault fault =
        answered(
            "{\"newNonce\": \"http://127.0.0.1/nonce\", \"newAccount\": \"https://127.0.0.1/a\"}");
    assertTrue(fault.words().contains("without TLS"), fault.words());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "null", "{\"newAccount\": 3}", "{\"newAccount\": \"\"}"})
  void whatIsNoDirectoryCannotBeUsed(String body) throws Exception {
    assertInstanceOf(AcmeFault.Unusable.class, answered(body));
    assertEquals(List.of("quotary-ingress"), agents.stream().distinct().toList());
  }

  @Test
  void silentServerIsGivenUp() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      AcmeFault fault =
          open(
              URI.create("https://127.0.0.1:" + silent.getLocalPort() + "/dir"),
              TestTls.make().rootPem(),
              Duration.ofMillis(200));
      assertInstanceOf(AcmeFault.Unreachable.class, fault, fault::words);
    }
  }

  @ParameterizedTest
  @EnumSource
  void endlessAnswersAreGivenUp(Endlessness conduct) throws Exception {
    TestTls tls = TestTls.make();
    try (HostileServer server = HostileServer.https(conduct, tls.server())) {
      AcmeFault fault =
          open(server.address().resolve("/dir"), tls.rootPem(), Duration.ofMillis(700));
      if (conduct != Endlessness.ENDLESS_REDIRECTS) {
        assertInstanceOf(AcmeFault.Unreachable.class, fault, fault::words);
      }
      assertTrue(!conduct.isClosedByTheJdk() || server.isLeft(), "the connections are closed");
    }
  }

  @Test
  void closedPortIsTold() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    AcmeFault fault =
        open(
            URI.create("https://127.0.0.1:" + port + "/dir"),
            TestTls.make().rootPem(),
            Duration.ofSeconds(30));
    assertInstanceOf(AcmeFault.Unreachable.class, fault, fault::words);
    assertTrue(fault.words().contains("ConnectException"), fault.words());
  }

  @Test
  void settingsThatCannotBeUsedAreTheCallersMistake() {
    for (String text : List.of("http://ca.example/dir", "ca.example", "https:///dir")) {
      assertThrows(IllegalArgumentException.class, () -> AcmeDirectory.of(URI.create(text)), text);
    }
    for (String pem : List.of("", "no certificate")) {
      assertThrows(
          GeneralSecurityException.class,
          () -> AcmeHttp.trusting(pem.getBytes(StandardCharsets.US_ASCII)),
          pem);
    }
  }
}
