package io.github.quotary.ingress.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.proxy.Proxies.Running;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Evidence over HTTP/2, as the JDK's client asks for it. */
class EvidenceHttp2Test {
  private static final ServedCertificate CERTIFICATE = Certificates.ec("localhost");
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final String SETTINGS = "\0\0\0\4\0\0\0\0\0";
  private final TestEvidence files = new TestEvidence().large("large", 300_000);
  private final HttpClient client =
      HttpClient.newBuilder().sslContext(Client.trusting()).version(Version.HTTP_2).build();
  private Backend backend;

  @BeforeEach
  void backend() {
    backend = Backend.echo();
  }

  @AfterEach
  void close() throws IOException {
    backend.close();
  }

  private Running start(TlsEngine engine) {
    return Proxies.to(backend.port())
        .engine(engine)
        .alpn("h2", "http/1.1")
        .evidence(files)
        .start(CERTIFICATE);
  }

  private static HttpRequest.Builder request(Running proxy, String path) {
    return HttpRequest.newBuilder(URI.create("https://localhost:" + proxy.port() + path));
  }

  private HttpResponse<String> get(Running proxy, String path) throws Exception {
    return client.send(request(proxy, path).build(), BodyHandlers.ofString());
  }

  @ParameterizedTest
  @EnumSource
  void filesAreAnswered(TlsEngine engine) throws Exception {
    try (Running proxy = start(engine)) {
      HttpResponse<String> manifest = get(proxy, "/evidences/sha256sum.txt");
      assertEquals(200, manifest.statusCode());
      assertEquals(Version.HTTP_2, manifest.version());
      assertEquals(TestEvidence.MANIFEST, manifest.body());
      assertEquals(404, get(proxy, "/evidences/none").statusCode());
      assertTrue(get(proxy, "/evidences/").body().contains("sha256sum.txt"));
      assertEquals("localhost?nonce=00", get(proxy, "/evidences/challenge?nonce=00").body());
      assertEquals(300_000, get(proxy, "/evidences/large").body().length());
      assertEquals(1, proxy.server().counters().accepted());
      assertEquals(0, backend.connections());
    }
  }

  @Test
  void streamsAreAnsweredAtTheSameTime() throws Exception {
    try (Running proxy = start(TlsEngine.best())) {
      get(proxy, "/evidences/");
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        answers.add(
            client.sendAsync(request(proxy, "/evidences/large").build(), BodyHandlers.ofString()));
      }
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        assertEquals(300_000, answer.get().body().length());
      }
    }
  }

  @Test
  void methodsAreToldApart() throws Exception {
    try (Running proxy = start(TlsEngine.best())) {
      HttpResponse<String> head =
          client.send(
              request(proxy, "/evidences/sha256sum.txt")
                  .method("HEAD", BodyPublishers.noBody())
                  .build(),
              BodyHandlers.ofString());
      assertEquals(200, head.statusCode());
      assertEquals("", head.body());
      HttpResponse<String> delete =
          client.send(request(proxy, "/evidences/x").DELETE().build(), BodyHandlers.ofString());
      assertEquals(405, delete.statusCode());
      HttpResponse<String> post =
          client.send(
              request(proxy, "/evidences/x").POST(BodyPublishers.ofString("body")).build(),
              BodyHandlers.ofString());
      assertEquals(413, post.statusCode());
    }
  }

  /** By status 421, and by GOAWAY for what follows. */
  @Test
  void otherPagesAreAskedForOnAnotherConnection() throws Exception {
    try (Running proxy = start(TlsEngine.best())) {
      get(proxy, "/evidences/");
      assertEquals(421, get(proxy, "/other").statusCode());
    }
    try (Running proxy = start(TlsEngine.best());
        SSLSocket socket = Client.connect(proxy.port(), "localhost", "h2")) {
      String other =
          frame(1, 0x5, "\u0082\u0087\u0084\u0001\u0001a").replace("\1\u0082", "\3\u0082");
      Client.send(socket, PREFACE + SETTINGS + evidenceRequest() + other);
      String all = Client.readAll(socket);
      assertTrue(all.contains("\0\0\u0008\7\0\0\0\0\0"), all);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aClientThatIsDoneIsLetGoAtOnce(TlsEngine engine) throws Exception {
    try (Running proxy = start(engine);
        SSLSocket socket = Client.connect(proxy.port(), "localhost", "h2")) {
      Client.send(socket, PREFACE + SETTINGS + evidenceRequest());
      assertEquals(4, Client.read(socket, 4).charAt(3));
      socket.shutdownOutput();
      assertTrue(Client.readAll(socket).contains("sha256sum.txt"));
    }
  }

  @Test
  void oneByteAtATimeIsTheSame() throws Exception {
    String evidence = PREFACE + SETTINGS + evidenceRequest();
    try (Running proxy = start(TlsEngine.best());
        SSLSocket socket = Client.connect(proxy.port(), "localhost", "h2")) {
      for (char c : evidence.toCharArray()) {
        Client.send(socket, String.valueOf(c));
      }
      // The server's settings are the first that it says.
      assertEquals(4, Client.read(socket, 4).charAt(3));
    }
  }

  /** HEADERS of GET /evidences/, with priority and padding, cut into two frames. */
  private static String evidenceRequest() {
    String block = "\u0082\u0087\u0004\u000b/evidences/" + "\u0001\u0001a";
    String first = block.substring(0, 6);
    String rest = block.substring(6);
    return frame(1, 0x1 | 0x8 | 0x20, "\2" + "\0\0\0\0\u000f" + first + "\0\0")
        + frame(9, 0x4, rest);
  }

  private static String frame(int type, int flags, String payload) {
    return "\0\0" + (char) payload.length() + (char) type + (char) flags + "\0\0\0\1" + payload;
  }

  @Test
  void otherRequestsGoToTheBackendUnchanged() throws Exception {
    String[] others = {
      frame(1, 0x5, "\u0082\u0087\u0084\u0001\u0001a"),
      frame(1, 0x5, "\u0082\u0087\u0004\u000b/evidencesX\u0001\u0001a"),
      frame(1, 0x5, "\u0083\u0087\u0004\u000b/evidences/\u0001\u0001a"),
      frame(1, 0x5, "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff"),
      frame(0, 0, "data"),
      frame(1, 0x8, "\u00ff"),
      frame(1, 0x0, "\u0082") + frame(0, 0, "x"),
      "\u00ff\u00ff\u00ff\1\0\0\0\0\1"
    };
    try (Running proxy = start(TlsEngine.best())) {
      for (String other : others) {
        try (SSLSocket socket = Client.connect(proxy.port(), "localhost", "h2")) {
          String sent = PREFACE + SETTINGS + other;
          assertEquals(sent, Client.exchange(socket, sent));
        }
      }
    }
  }

  /** A client that waits for the server's settings gets those of the backend. */
  @Test
  void aClientThatWaitsIsHandedOver() throws Exception {
    ProxyTimes times =
        new ProxyTimes(Proxies.LONG, Proxies.LONG, Duration.ofMillis(50), Proxies.LONG);
    try (Running proxy =
            Proxies.to(backend.port()).alpn("h2").evidence(files).times(times).start(CERTIFICATE);
        SSLSocket socket = Client.connect(proxy.port(), "localhost", "h2")) {
      assertEquals(PREFACE + SETTINGS, Client.exchange(socket, PREFACE + SETTINGS));
    }
  }
}
