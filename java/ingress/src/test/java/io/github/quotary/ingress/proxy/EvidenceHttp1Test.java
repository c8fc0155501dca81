package io.github.quotary.ingress.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.proxy.Proxies.Running;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Evidence over HTTP/1.1. */
class EvidenceHttp1Test {
  private static final ServedCertificate CERTIFICATE = Certificates.ec("a.example");
  private final TestEvidence files = new TestEvidence();
  private Backend backend;

  @BeforeEach
  void backend() {
    backend = Backend.echo();
  }

  @AfterEach
  void close() throws IOException {
    backend.close();
  }

  private Running start() {
    return Proxies.to(backend.port()).evidence(files).start(CERTIFICATE);
  }

  private static String get(String path) {
    return request("GET", path);
  }

  private static String request(String method, String path) {
    return method + " " + path + " HTTP/1.1\r\nHost: a.example\r\n\r\n";
  }

  @ParameterizedTest
  @EnumSource
  void filesAreAnsweredOneAfterTheOther(TlsEngine engine) throws IOException {
    try (Running proxy =
            Proxies.to(backend.port()).engine(engine).evidence(files).start(CERTIFICATE);
        SSLSocket client = Client.connect(proxy.port(), "a.example")) {
      Client.send(client, get("/evidences/sha256sum.txt"));
      List<String> first = Client.answer(client);
      assertTrue(first.get(0).startsWith("HTTP/1.1 200 OK\r\n"), first.get(0));
      assertTrue(first.get(0).contains("content-type: text/plain\r\n"), first.get(0));
      assertEquals(TestEvidence.MANIFEST, first.get(1));
      Client.send(client, get("/evidences/cert-*.a.example.pem"));
      assertEquals("pem\n", Client.answer(client).get(1));
      assertEquals(2, proxy.server().counters().evidenceRequests());
      assertEquals(0, backend.connections());
    }
  }

  @Test
  void oneByteAtATimeIsTheSame() throws IOException {
    try (Running proxy = start();
        SSLSocket client = Client.connect(proxy.port(), "a.example")) {
      client.setTcpNoDelay(true);
      for (char c : get("/evidences/sha256sum.txt").toCharArray()) {
        Client.send(client, String.valueOf(c));
      }
      assertEquals(TestEvidence.MANIFEST, Client.answer(client).get(1));
    }
  }

  @Test
  void requestsInARowAreAnsweredInOrder() throws IOException {
    CompletableFuture<EvidenceAnswer> slow = new CompletableFuture<>();
    files.challenge(query -> slow);
    try (Running proxy = start();
        SSLSocket client = Client.connect(proxy.port(), "a.example")) {
      Client.send(
          client,
          get("/evidences/challenge?nonce=00")
              + get("/evidences/sha256sum.txt")
              + get("/evidences/none"));
      slow.complete(EvidenceAnswer.text(200, "fresh"));
      assertEquals("fresh\n", Client.answer(client).get(1));
      assertEquals(TestEvidence.MANIFEST, Client.answer(client).get(1));
      assertTrue(Client.answer(client).get(0).startsWith("HTTP/1.1 404 "));
    }
  }

  @Test
  void aChallengeIsToldTheName() throws IOException {
    try (Running proxy = start();
        SSLSocket client = Client.connect(proxy.port(), "A.example")) {
      Client.send(client, get("/evidences/challenge?nonce=0011"));
      assertEquals("a.example?nonce=0011", Client.answer(client).get(1));
    }
  }

  @Test
  void whatTheSourceCannotDoIsSaid() throws IOException {
    files.challenge(query -> CompletableFuture.failedFuture(new IllegalStateException("no")));
    try (Running proxy = start();
        SSLSocket client = Client.connect(proxy.port(), "a.example")) {
      Client.send(client, get("/evidences/challenge?nonce=00"));
      assertTrue(Client.answer(client).get(0).startsWith("HTTP/1.1 500 "));
      files.challenge(
          query -> {
            throw new IllegalStateException("no");
          });
      Client.send(client, get("/evidences/challenge?nonce=00"));
      assertTrue(Client.answer(client).get(0).startsWith("HTTP/1.1 500 "));
      Client.send(client, get("/evidences/sha256sum.txt"));
      assertEquals(TestEvidence.MANIFEST, Client.answer(client).get(1));
    }
  }

  @Test
  void anAnswerThatDoesNotComeIsGivenUp() throws IOException {
    files.challenge(query -> new CompletableFuture<>());
    ProxyTimes times =
        new ProxyTimes(Proxies.LONG, Proxies.LONG, Proxies.LONG, Duration.ofMillis(100));
    try (Running proxy =
            Proxies.to(backend.port()).evidence(files).times(times).start(CERTIFICATE);
        SSLSocket client = Client.connect(proxy.port(), "a.example")) {
      Client.send(client, get("/evidences/challenge?nonce=00"));
      assertTrue(Client.readAll(client).startsWith("HTTP/1.1 503 "));
    }
  }

  /** It would hold one of the connections that the listener has. */
  @ParameterizedTest
  @EnumSource
  void aClientThatIsDoneIsLetGoAtOnce(TlsEngine engine) throws IOException {
    try (Running proxy =
            Proxies.to(backend.port()).engine(engine).evidence(files).start(CERTIFICATE);
        SSLSocket client = Client.connect(proxy.port(), "a.example")) {
      Client.send(client, get("/evidences/sha256sum.txt"));
      assertEquals(TestEvidence.MANIFEST, Client.answer(client).get(1));
      client.shutdownOutput();
      assertEquals("", Client.readAll(client));
    }
  }

  /** As with half a connection that a client of TCP alone leaves behind. */
  @Test
  void aClientThatGoesAwayWithoutAWordIsLetGoAtOnce() throws IOException {
    try (Running proxy = start();
        Socket tcp = Client.plain(proxy.port());
        SSLSocket client = Client.over(tcp)) {
      Client.send(client, get("/evidences/sha256sum.txt"));
      assertEquals(TestEvidence.MANIFEST, Client.answer(client).get(1));
      tcp.shutdownOutput();
      assertEquals("", Client.readAll(client));
    }
  }

  /** What it asked for before comes all the same, where TLS can still carry it. */
  @Test
  void theLastAnswersComeBeforeTheEnd() throws IOException {
    CompletableFuture<EvidenceAnswer> slow = new CompletableFuture<>();
    files.challenge(query -> slow);
    try (Running proxy =
            Proxies.to(backend.port()).engine(TlsEngine.JSSE).evidence(files).start(CERTIFICATE);
        SSLSocket client = Client.connect(proxy.port(), "a.example")) {
      Client.send(client, get("/evidences/challenge?nonce=00") + get("/evidences/sha256sum.txt"));
      client.shutdownOutput();
      slow.complete(EvidenceAnswer.text(200, "fresh"));
      assertEquals("fresh\n", Client.answer(client).get(1));
      assertEquals(TestEvidence.MANIFEST, Client.answer(client).get(1));
      assertEquals("", Client.readAll(client));
    }
  }

  /** A head that never ends holds the connection for a limited time. */
  @Test
  void aSlowRequestIsCut() throws IOException {
    ProxyTimes times =
        new ProxyTimes(Proxies.LONG, Proxies.LONG, Proxies.LONG, Duration.ofMillis(100));
    try (Running proxy =
            Proxies.to(backend.port()).evidence(files).times(times).start(CERTIFICATE);
        SSLSocket client = Client.connect(proxy.port(), "a.example")) {
      Client.send(client, "GET /evidences/ HTTP/1.1\r\nHost: a");
      assertEquals("", Client.readAll(client));
    }
  }

  @Test
  void headHasNoBody() throws IOException {
    try (Running proxy = start();
        SSLSocket client = Client.connect(proxy.port(), "a.example")) {
      Client.send(
          client,
          request("HEAD", "/evidences/sha256sum.txt")
              + "GET /evidences/none HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n");
      String all = Client.readAll(client);
      assertTrue(all.contains("content-length: " + TestEvidence.MANIFEST.length() + "\r\n"), all);
      assertTrue(all.contains("\r\n\r\nHTTP/1.1 404 "), all);
    }
  }

  @Test
  void theFolderListsItsFiles() throws IOException {
    try (Running proxy = start();
        SSLSocket client = Client.connect(proxy.port(), "a.example")) {
      Client.send(client, get("/evidences/"));
      String page = Client.answer(client).get(1);
      assertTrue(page.contains("href=\"sha256sum.txt\""), page);
      assertTrue(page.contains("href=\"cert-*.a.example.pem\""), page);
      Client.send(client, get("/evidences"));
      assertTrue(Client.answer(client).get(0).startsWith("HTTP/1.1 404 "));
    }
  }

  /** The rest of the site is elsewhere: a client may ask for it on a new connection. */
  @Test
  void otherPagesAreNotOnThisConnection() throws IOException {
    try (Running proxy = start();
        SSLSocket client = Client.connect(proxy.port(), "a.example")) {
      Client.send(client, get("/evidences/") + get("/") + get("/evidences/"));
      Client.answer(client);
      String rest = Client.readAll(client);
      assertTrue(rest.startsWith("HTTP/1.1 421 "), rest);
      assertTrue(rest.contains("connection: close\r\n"), rest);
    }
  }

  @Test
  void onlyReadingIsAllowed() throws IOException {
    try (Running proxy = start();
        SSLSocket client = Client.connect(proxy.port(), "a.example")) {
      Client.send(client, get("/evidences/sha256sum.txt") + request("DELETE", "/evidences/x"));
      Client.answer(client);
      String answer = Client.answer(client).get(0);
      assertTrue(answer.startsWith("HTTP/1.1 405 "), answer);
      assertTrue(answer.contains("allow: GET, HEAD\r\n"), answer);
    }
  }

  /** What might be read as a second request is never looked at. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\n\r\nhello",
        "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n",
        "Content-Length: 0\r\nContent-Length: 6\r\n\r\n",
        "no colon\r\n\r\n"
      })
  void bodiesAndBrokenHeadsEndTheConnection(String rest) throws IOException {
    try (Running proxy = start();
        SSLSocket client = Client.connect(proxy.port(), "a.example")) {
      Client.send(
          client,
          "GET /evidences/sha256sum.txt HTTP/1.1\r\nHost: a.example\r\n"
              + rest
              + get("/evidences/sha256sum.txt"));
      String all = Client.readAll(client);
      assertTrue(all.startsWith("HTTP/1.1 413 ") || all.startsWith("HTTP/1.1 400 "), all);
      assertEquals(all.lastIndexOf("HTTP/1.1"), 0, all);
    }
  }

  @Test
  void headsThatAreTooLongAreRefused() throws IOException {
    try (Running proxy = start()) {
      try (SSLSocket client = Client.connect(proxy.port(), "a.example")) {
        Client.send(client, "GET /evidences/ HTTP/1.1\r\nHost: " + "a".repeat(20_000) + "\r\n\r\n");
        assertTrue(Client.readAll(client).startsWith("HTTP/1.1 431 "));
      }
      try (SSLSocket client = Client.connect(proxy.port(), "a.example")) {
        Client.send(client, get("/evidences/" + "a".repeat(20_000)));
        assertTrue(Client.readAll(client).startsWith("HTTP/1.1 414 "));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /evidencesX HTTP/1.1\r\n\r\n",
        "GET /evidences.html HTTP/1.1\r\n\r\n",
        "GET /Evidences/ HTTP/1.1\r\n\r\n",
        "GET //evidences/ HTTP/1.1\r\n\r\n",
        "GET /%65vidences/ HTTP/1.1\r\n\r\n",
        "POST /evidences/ HTTP/1.1\r\n\r\n",
        "get /evidences/",
        "GET /e\u0000\u0001",
        "HELO",
        "x"
      })
  void everythingElseGoesToTheBackend(String sent) throws IOException {
    try (Running proxy = start();
        SSLSocket client = Client.connect(proxy.port(), "a.example")) {
      assertEquals(sent, Client.exchange(client, sent));
    }
  }

  @Test
  void aServerThatSpeaksFirstIsHeardAfterTheLook() throws IOException {
    ProxyTimes times =
        new ProxyTimes(Proxies.LONG, Duration.ofMillis(100), Proxies.LONG, Proxies.LONG);
    try (Backend talker = Backend.named("220 ready");
        Running proxy = Proxies.to(talker.port()).evidence(files).times(times).start(CERTIFICATE)) {
      try (SSLSocket client = Client.connect(proxy.port(), "a.example")) {
        assertEquals("220 ready", Client.read(client, 9));
      }
      try (SSLSocket client = Client.connect(proxy.port(), "a.example")) {
        Client.send(client, "GET /evid");
        assertEquals("220 readyGET /evid", Client.read(client, 18));
      }
    }
  }

  @Test
  void withoutEvidenceTheBackendAnswersForIt() throws IOException {
    try (Running proxy = Proxies.to(backend.port()).start(CERTIFICATE);
        SSLSocket client = Client.connect(proxy.port(), "a.example")) {
      assertEquals(get("/evidences/"), Client.exchange(client, get("/evidences/")));
    }
  }
}
