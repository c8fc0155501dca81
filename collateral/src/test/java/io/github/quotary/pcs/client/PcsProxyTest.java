package io.github.quotary.pcs.client;

import static io.github.quotary.pcs.document.Platforms.SEED;
import static io.github.quotary.pcs.document.Platforms.TDX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.quotary.pcs.document.Platforms;
import io.github.quotary.pcs.document.TrustedDocument;
import io.github.quotary.simulator.pcs.FakePcs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that only a proxy can reach: its name is never looked up here. */
class PcsProxyTest {
  private static final URI FAR = URI.create("http://pcs.invalid");

  private final FakePcs pcs = FakePcs.seeded(SEED).platform(TDX).start();
  private final ConcurrentLinkedQueue<URI> asked = new ConcurrentLinkedQueue<>();
  private final HttpServer proxy = server();
  private volatile int status;

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void start() {
    proxy.createContext("/", this::forward);
    proxy.start();
  }

  @AfterEach
  void close() {
    proxy.stop(0);
    pcs.close();
  }

  private void forward(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    asked.add(uri);
    try (exchange) {
      if (status != 0) {
        exchange.sendResponseHeaders(status, -1);
        return;
      }
      HttpResponse<byte[]> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          pcs.base().resolve(uri.getRawPath() + "?" + uri.getRawQuery()))
                      .build(),
                  HttpResponse.BodyHandlers.ofByteArray());
      answer
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (name.contains("-chain")) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private PcsResult<TrustedDocument> ask(int port) {
    return PcsClient.builder()
        .clock(Platforms.CLOCK)
        .trustAnchor(Platforms.anchor(pcs))
        .retryPolicy(Platforms.AT_ONCE)
        .endpoint(PcsEndpoint.of(FAR))
        .proxy(ProxySelector.of(InetSocketAddress.createUnresolved("127.0.0.1", port)))
        .build()
        .document(Platforms.tcbInfo(TDX));
  }

  @Test
  void theServiceIsAskedThroughTheProxy() {
    PcsResult<TrustedDocument> result = ask(proxy.getAddress().getPort());
    assertTrue(result.value().isPresent(), result.cause());
    assertEquals(
        List.of("pcs.invalid"),
        asked.stream().map(URI::getHost).distinct().toList(),
        asked.toString());
  }

  @Test
  void aProxyThatWantsCredentialsIsNamed() {
    status = 407;
    String cause = ask(proxy.getAddress().getPort()).cause();
    String through = " through the proxy 127.0.0.1:" + proxy.getAddress().getPort();
    assertTrue(cause.contains(through + " answers 407 (the proxy wants credentials"), cause);
  }

  @Test
  void aProxyThatIsDownIsNamed() {
    String cause = ask(1).cause();
    assertTrue(cause.contains(" through the proxy 127.0.0.1:1: cannot connect"), cause);
  }
}
