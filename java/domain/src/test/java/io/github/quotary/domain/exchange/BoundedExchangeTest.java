package io.github.quotary.domain.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.simulator.domain.server.Endlessness;
import io.github.quotary.simulator.domain.server.HostileServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever an answer does, the exchange ends, and the connection with it. */
@Timeout(60)
class BoundedExchangeTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final int MAX_BYTES = 1 << 14;

  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();
  private final BoundedExchange exchange = new BoundedExchange(http, SHORT, MAX_BYTES);

  private static HttpRequest request(HostileServer server) {
    return HttpRequest.newBuilder(server.address()).build();
  }

  @ParameterizedTest
  @EnumSource(names = {"SILENT", "DRIPPING_HEAD", "DRIPPING_BODY", "UNFINISHED_BODY"})
  void aSlowAnswerEndsInTime(Endlessness conduct) throws Exception {
    try (HostileServer server = HostileServer.http(conduct)) {
      IOException e =
          assertThrows(NoAnswerInTimeException.class, () -> exchange.send(request(server)));
      assertEquals("no answer within 300 ms", e.getMessage());
      assertThrows(NoAnswerInTimeException.class, () -> exchange.status(request(server)));
      assertTrue(server.isLeft(), "the connections are closed");
      assertEquals(2, server.accepted());
    }
  }

  @ParameterizedTest
  @EnumSource(names = "ENDLESS_BODY")
  void aLongAnswerEndsAtTheLimit(Endlessness conduct) throws Exception {
    BoundedExchange patient = new BoundedExchange(http, Duration.ofSeconds(50), MAX_BYTES);
    try (HostileServer server = HostileServer.http(conduct)) {
      assertThrows(BodyTooLongException.class, () -> patient.send(request(server)));
      assertEquals(200, patient.status(request(server)));
      assertTrue(server.isLeft(), "the connections are closed");
    }
  }

  /** A JDK that bounds heads ends this by size, an older one by time. */
  @ParameterizedTest
  @EnumSource(names = "ENDLESS_HEAD")
  void aLongHeadEnds(Endlessness conduct) throws Exception {
    try (HostileServer server = HostileServer.http(conduct)) {
      assertThrows(IOException.class, () -> exchange.send(request(server)));
      assertTrue(!conduct.isClosedByTheJdk() || server.isLeft(), "the connection is closed");
    }
  }

  @ParameterizedTest
  @EnumSource(names = "ENDLESS_REDIRECTS")
  void redirectsAreFollowedAFewTimesAtMost(Endlessness conduct) throws Exception {
    BoundedExchange patient = new BoundedExchange(http, Duration.ofSeconds(50), MAX_BYTES);
    try (HostileServer server = HostileServer.http(conduct)) {
      assertEquals(302, patient.send(request(server)).statusCode());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SILENT", "DRIPPING_BODY"})
  void anInterruptEndsIt(Endlessness conduct) throws Exception {
    BoundedExchange patient = new BoundedExchange(http, Duration.ofSeconds(50), MAX_BYTES);
    try (HostileServer server = HostileServer.http(conduct)) {
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, () -> patient.send(request(server)));
    }
  }
}
