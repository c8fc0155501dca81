package io.github.quotary.domain.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.ct.CtReply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services of Certificate Transparency that are busy, down, or answer page by page. */
class CtRetryTest {
  /** A time that passes in pauses only. */
  private static final class Pauses implements CtRequests.Time {
    final List<Duration> pauses = new ArrayList<>();
    private long nanos;

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public void sleep(Duration time) {
      pauses.add(time);
      nanos += time.toNanos();
    }
  }

  private final Pauses time = new Pauses();

  private CtRequests requests() {
    return CtRequests.usual().withTime(time);
  }

  private CtReply search(ScriptedHttp server) {
    return new CrtShClient(server.address(), requests()).search("a.example.com");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void aBusyServiceIsAskedAgainUntilItAnswers(int status) throws IOException {
    try (ScriptedHttp server = ScriptedHttp.of(status, status, 200)) {
      CtReply.Answered answer = (CtReply.Answered) search(server);
      assertArrayEquals("[]".getBytes(StandardCharsets.UTF_8), answer.bytes());
      assertEquals(3, server.requests().size());
      assertEquals(List.of(Duration.ofSeconds(2), Duration.ofSeconds(4)), time.pauses);
    }
  }

  @Test
  void aServiceThatStaysDownIsNamedWithItsStatusAndTheNumberOfTries() throws IOException {
    try (ScriptedHttp server = ScriptedHttp.of(502)) {
      CtReply.Failed failed = (CtReply.Failed) search(server);
      assertEquals("HTTP status 502", failed.why());
      assertEquals(OptionalInt.of(502), failed.status());
      assertEquals(4, failed.tries());
      assertEquals(4, server.requests().size());
      assertTrue(failed.address().startsWith(server.address() + "?q=a.example.com"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 403, 404, 500})
  void whatWillNotChangeIsAskedOnce(int status) throws IOException {
    try (ScriptedHttp server = ScriptedHttp.of(status, 200)) {
      CtReply.Failed failed = (CtReply.Failed) search(server);
      assertEquals(OptionalInt.of(status), failed.status());
      assertEquals(1, failed.tries());
      assertEquals(1, server.requests().size());
      assertEquals(List.of(), time.pauses);
    }
  }

  @Test
  void aRefusedConnectionIsTriedAgain() throws IOException {
    URI address;
    try (ScriptedHttp server = ScriptedHttp.of(200)) {
      address = server.address();
    }
    CtReply reply = new CrtShClient(address, requests()).search("a.example.com");
    CtReply.Failed failed = (CtReply.Failed) reply;
    assertEquals(4, failed.tries());
    assertEquals(OptionalInt.empty(), failed.status());
    assertEquals(3, time.pauses.size());
  }

  @Test
  void anInterruptedPauseEndsTheRequestAndStaysKnown() throws IOException {
    CtRequests.Time interrupting =
        new CtRequests.Time() {
          @Override
          public long nanos() {
            return 0;
          }

          @Override
          public void sleep(Duration time) throws InterruptedException {
            throw new InterruptedException();
          }
        };
    try (ScriptedHttp server = ScriptedHttp.of(503, 200)) {
      CtReply reply =
          new CrtShClient(server.address(), CtRequests.usual().withTime(interrupting))
              .search("a.example.com");
      assertTrue(Thread.interrupted(), "the interrupt is kept");
      CtReply.Failed failed = (CtReply.Failed) reply;
      assertEquals("HTTP status 503", failed.why());
      assertEquals(1, failed.tries());
    }
  }

  @Test
  void anInterruptedRequestIsNotTriedAgainAndStaysKnown() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
      Thread.currentThread().interrupt();
      CtReply reply = new CrtShClient(address, requests()).search("a.example.com");
      assertTrue(Thread.interrupted(), "the interrupt is kept");
      CtReply.Failed failed = (CtReply.Failed) reply;
      assertEquals("the request was interrupted", failed.why());
      assertEquals(1, failed.tries());
    }
  }

  @Test
  void thePauseThatTheServiceAsksForIsKept() throws IOException {
    try (ScriptedHttp server = ScriptedHttp.of(429, 200)) {
      server.header("Retry-After", "7");
      assertTrue(search(server) instanceof CtReply.Answered);
      assertEquals(List.of(Duration.ofSeconds(7)), time.pauses);
    }
  }

  @Test
  void aDateOfRetryAfterCountsFromTheDateOfTheAnswer() {
    String now = "Sat, 20 Jun 2026 00:00:00 GMT";
    String then = "Sat, 20 Jun 2026 00:01:30 GMT";
    assertEquals(
        Optional.of(Duration.ofSeconds(90)),
        CtHttp.retryAfter(Optional.of(then), Optional.of(now)));
    assertEquals(Optional.empty(), CtHttp.retryAfter(Optional.of(now), Optional.of(then)));
    assertEquals(Optional.empty(), CtHttp.retryAfter(Optional.of(then), Optional.empty()));
    assertEquals(Optional.empty(), CtHttp.retryAfter(Optional.of("soon"), Optional.of(now)));
  }

  @Test
  void aPauseBeyondTheDeadlineEndsTheRequestAtOnce() throws IOException {
    try (ScriptedHttp server = ScriptedHttp.of(429, 200)) {
      server.header("Retry-After", "3600").body("{\"message\": \"too many\nquestions\"}");
      CtReply.Failed failed = (CtReply.Failed) search(server);
      assertEquals(
          "HTTP status 429: {\"message\": \"too many questions\"}; the service asks to wait 3600 s",
          failed.why());
      assertEquals(1, failed.tries());
      assertEquals(List.of(), time.pauses);
    }
  }

  @Test
  void certSpotterIsAskedPageByPageUntilOneIsEmpty() throws IOException {
    try (ScriptedHttp server = ScriptedHttp.of(200)) {
      server.bodies("[{\"id\":\"5\"}]", "[{\"id\":\"9&x\"}]", "[]");
      CtReply.Answered answer =
          (CtReply.Answered)
              new CertSpotterClient(
                      server.address().resolve("v1/issuances"), Optional.of("secret"), requests())
                  .search("%.example.com");
      assertEquals(
          "[{\"id\":\"5\"}]\n[{\"id\":\"9&x\"}]\n[]\n",
          new String(answer.bytes(), StandardCharsets.UTF_8));
      String first =
          "/v1/issuances?domain=example.com&include_subdomains=true"
              + "&expand=dns_names&expand=issuer&expand=cert_der";
      assertEquals(List.of(first, first + "&after=5", first + "&after=9%26x"), server.requests());
      assertEquals(List.of("Bearer secret"), server.authorizations());
    }
  }

  @Test
  void oneNameIsAskedForWithTheWildcardsThatCoverIt() throws IOException {
    try (ScriptedHttp server = ScriptedHttp.of(200)) {
      new CertSpotterClient(server.address().resolve("v1/issuances"), Optional.empty(), requests())
          .search("a.example.com");
      assertTrue(
          server
              .requests()
              .get(0)
              .startsWith("/v1/issuances?domain=a.example.com&match_wildcards=true&expand="));
      assertEquals(List.of(), server.authorizations());
    }
  }

  @Test
  void aTokenIsNotSentInTheClear() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new CertSpotterClient(
                URI.create("http://ct.example.com/v1/issuances"),
                Optional.of("secret"),
                requests()));
  }

  @Test
  void theGivenProxyIsUsed() throws IOException {
    try (ScriptedHttp proxy = ScriptedHttp.of(200)) {
      ProxySelector selector =
          new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
              return List.of(
                  new Proxy(
                      Proxy.Type.HTTP,
                      new InetSocketAddress(proxy.address().getHost(), proxy.address().getPort())));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException cause) {
              throw new AssertionError(cause);
            }
          };
      CrtShClient client =
          new CrtShClient(URI.create("http://logs.invalid/"), requests().withProxy(selector));
      assertTrue(client.search("a.example.com") instanceof CtReply.Answered);
      assertEquals(1, proxy.requests().size());
    }
  }
}
