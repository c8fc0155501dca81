package io.github.quotary.domain.capture;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.evidence.Document;
import io.github.quotary.domain.evidence.Document.Reason;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.LaboratoryServer;
import io.github.quotary.simulator.domain.server.Listening;
import io.github.quotary.simulator.domain.server.Reply;
import io.github.quotary.simulator.domain.server.Reply.Framing;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that a server may give to do harm, or because it is broken. */
class HostileServerTest {
  private static final String QUOTE = "/evidences/quote.json";
  private static final String ACCOUNT = "/evidences/acme-account.json";

  @ParameterizedTest
  @CsvSource({
    "CUT, CONNECTION_FAILED",
    "CUT_CHUNKED, CONNECTION_FAILED",
    "UNTIL_CLOSE, CONNECTION_FAILED",
    "AMBIGUOUS, CONNECTION_FAILED",
    "ENDLESS_HEAD, CONNECTION_FAILED",
    "ENDLESS_INTERIM, CONNECTION_FAILED",
    "ENDLESS, TOO_LARGE",
    "BOASTING, TOO_LARGE"
  })
  void aFaultyBodyIsAbsentAndTheOthersAreStillFetched(Framing framing, Reason reason) {
    DomainSite site = withQuote(reply -> reply.withFraming(framing));
    DomainEvidence evidence = Loopback.capture(site);

    assertEquals(reason, Loopback.reason(evidence, QUOTE));
    assertTrue(evidence.body(ACCOUNT).isPresent());
  }

  @Test
  void chunksArePutTogether() {
    DomainSite site = withQuote(reply -> reply.withFraming(Framing.CHUNKED));

    assertArrayEquals(
        site.documents().get(QUOTE).body(),
        Loopback.capture(site).body(QUOTE).orElseThrow().toByteArray());
  }

  @Test
  void aServerThatStallsCostsItsTimeAndNoMore() {
    DomainSite site = withQuote(reply -> reply.withFraming(Framing.STALLING));
    DomainEvidence evidence =
        Loopback.capture(site, limits -> limits.withTime(Duration.ofMillis(300)));

    assertEquals(Reason.TIMED_OUT, Loopback.reason(evidence, QUOTE));
  }

  @Test
  void aRedirectIsNotFollowed() {
    try (LaboratoryServer genuine = Loopback.CUSTOM.serve()) {
      String elsewhere = "https://localhost:" + genuine.address().getPort() + QUOTE;
      DomainSite site = withQuote(reply -> Reply.redirect(elsewhere));
      DomainEvidence evidence = Loopback.capture(site);

      Document.Absent absent = (Document.Absent) evidence.document(QUOTE).orElseThrow();
      assertEquals(Reason.REDIRECTED, absent.reason());
      assertTrue(absent.detail().contains(elsewhere), absent.detail());
      assertEquals(0, genuine.connections());
    }
  }

  @Test
  void aCompressedBodyIsNotUnpacked() {
    DomainSite site = withQuote(reply -> reply.withHeader("Content-Encoding: gzip"));

    assertEquals(Reason.ENCODED, Loopback.reason(Loopback.capture(site), QUOTE));
  }

  @Test
  void aBodyLongerThanItsLimitIsNotRead() {
    DomainSite site = withQuote(reply -> reply.withBody(new byte[(4 << 20) + 1]));

    assertEquals(Reason.TOO_LARGE, Loopback.reason(Loopback.capture(site), QUOTE));
  }

  @Test
  void allBodiesTogetherHaveALimit() {
    int first = Loopback.CUSTOM.documents().get("/evidences/sha256sum.txt").body().length;
    DomainEvidence evidence =
        Loopback.capture(Loopback.CUSTOM, limits -> limits.withTotalBytes(first + 10));

    assertEquals(Reason.TOO_LARGE, Loopback.reason(evidence, QUOTE));
  }

  @Test
  void documentsAndConnectionsHaveALimit() {
    DomainEvidence few = Loopback.capture(Loopback.CUSTOM, limits -> limits.withDocuments(2));
    assertEquals(Reason.TOO_LARGE, Loopback.reason(few, ACCOUNT));

    // This site ends each connection.
    DomainEvidence one = Loopback.capture(Loopback.CUSTOM, limits -> limits.withConnections(1));
    assertEquals(Reason.CONNECTION_FAILED, Loopback.reason(one, QUOTE));
  }

  /** It could be asked again over another connection, which there must not be. */
  @Test
  void anAnswerThatBreaksOffOverTheLastConnectionIsAbsent() {
    DomainSite site =
        withQuote(reply -> reply.withFraming(Framing.CUT))
            .withConduct(conduct -> conduct.withClosesAfterEachAnswer(false));
    DomainEvidence evidence = Loopback.capture(site, limits -> limits.withConnections(1));

    Document.Absent absent = (Document.Absent) evidence.document(QUOTE).orElseThrow();
    assertEquals(Reason.CONNECTION_FAILED, absent.reason());
    assertTrue(absent.detail().contains("more than 1 connections"), absent.detail());
  }

  @Test
  @SuppressWarnings("try") // The server serves for as long as it is open.
  void aServerWithoutTlsIsAbsentAndLeft() throws Exception {
    CountDownLatch left = new CountDownLatch(1);
    ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    try (Listening server =
        Listening.start(
            listener,
            listener::accept,
            (socket, closed) -> {
              try {
                socket.getOutputStream().write("HTTP/1.1 400 No\r\n\r\n".getBytes(US_ASCII));
                while (socket.getInputStream().read() >= 0) {
                  // Until the client leaves.
                }
              } finally {
                left.countDown();
              }
            })) {
      DomainEvidence evidence =
          DomainCapture.builder()
              .connectTo(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()))
              .webPki(Loopback.webPki(Loopback.CUSTOM))
              .clock(Loopback.CUSTOM::at)
              .limits(CaptureLimits.standard().withAttempts(1))
              .build()
              .custom(Loopback.CUSTOM.host());

      assertEquals(Reason.CONNECTION_FAILED, Loopback.reason(evidence, "/evidences/sha256sum.txt"));
      assertTrue(left.await(10, TimeUnit.SECONDS), "the connection is closed");
    }
  }

  @Test
  void aMalformedHeaderIsRejected() {
    DomainSite site = withQuote(reply -> reply.withHeader("Two words: x"));

    assertEquals(Reason.CONNECTION_FAILED, Loopback.reason(Loopback.capture(site), QUOTE));
  }

  @Test
  void anErrorIsAnAnswer() {
    DomainSite site = Loopback.CUSTOM.without(QUOTE);

    Document.Answered answered =
        (Document.Answered) Loopback.capture(site).document(QUOTE).orElseThrow();
    assertEquals(404, answered.status());
    assertTrue(Loopback.capture(site).body(QUOTE).isEmpty());
  }

  @Test
  void namesOutsideTheProducersGrammarAreNotRequested() {
    String hash = "0".repeat(64);
    String manifest =
        hash
            + "  ../../etc/passwd\n"
            + hash
            + "  cert-a b.pem\n"
            + hash
            + "  /cert-x.example.com.pem\n"
            + hash
            + "  cert-x.example.com.pem\n";
    DomainSite site =
        Loopback.CUSTOM.withDocument("/evidences/sha256sum.txt", Reply.text(manifest));
    try (LaboratoryServer server = site.serve()) {
      Loopback.capture(site, server, UnaryOperator.identity());

      assertEquals(
          "/evidences/cert-x.example.com.pem",
          server.requests().stream()
              .skip(3)
              .filter(path -> !path.contains("challenge"))
              .reduce("", String::concat));
    }
  }

  private static DomainSite withQuote(UnaryOperator<Reply> change) {
    return Loopback.CUSTOM.withDocument(QUOTE, change);
  }
}
