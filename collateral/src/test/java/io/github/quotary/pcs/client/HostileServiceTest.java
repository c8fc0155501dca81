package io.github.quotary.pcs.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.github.quotary.pcs.document.FailureKind;
import io.github.quotary.pcs.document.Refusal;
import io.github.quotary.simulator.domain.server.Endlessness;
import io.github.quotary.simulator.domain.server.HostileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Services whose answers do not end: the request does, and its connection with it. */
@Timeout(60)
class HostileServiceTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final int MAX_BYTES = 1 << 14;

  /** Little where time is what ends it. */
  private static Duration time(Endlessness conduct) {
    return switch (conduct) {
      case ENDLESS_BODY, ENDLESS_REDIRECTS -> Duration.ofSeconds(30);
      default -> SHORT;
    };
  }

  private static Refusal refusal(URI service, Duration time) {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    HttpFetch fetch =
        new HttpFetch(
            new HttpTransport(client, time, MAX_BYTES, false),
            RetryPolicy.none(),
            pause -> {},
            () -> 0L,
            Clock.systemUTC());
    return assertThrows(Refusal.class, () -> fetch.get(service, Map.of()));
  }

  @ParameterizedTest
  @EnumSource
  void theRequestEnds(Endlessness conduct) throws InterruptedException {
    try (HostileServer server = HostileServer.http(conduct)) {
      assertEquals(
          switch (conduct) {
            case ENDLESS_BODY -> FailureKind.TOO_LARGE;
            case ENDLESS_REDIRECTS -> FailureKind.REDIRECT_REFUSED;
            default -> FailureKind.UNREACHABLE;
          },
          refusal(server.address(), time(conduct)).kind());
      assertTrue(!conduct.isClosedByTheJdk() || server.isLeft(), "the connection is closed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "http://[", "/a b", "//other.example/x", "file:///etc/passwd"})
  void aRedirectThatLeadsElsewhereIsRefused(String location) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Location", location);
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.start();
    try {
      URI service = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tcb");
      Refusal refusal = refusal(service, Duration.ofSeconds(30));
      assertEquals(FailureKind.REDIRECT_REFUSED, refusal.kind());
      assertTrue(refusal.detail().startsWith(service + " redirects to "), refusal.detail());
    } finally {
      server.stop(0);
    }
  }
}
