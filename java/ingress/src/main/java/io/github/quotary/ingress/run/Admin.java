package io.github.quotary.ingress.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Metrics and health on the loopback address: {@code /metrics}, {@code /healthz} (the process
 * runs), {@code /readyz} (every name is served with a valid certificate; 503 and the reason if
 * not). GET and HEAD only.
 */
final class Admin implements AutoCloseable {
  private static final String PLAIN = "text/plain; charset=utf-8";

  private final HttpServer server;

  private Admin(HttpServer server) {
    this.server = server;
  }

  /**
   * Listens.
   *
   * @param port 0 takes a free one
   * @param notReady why it is not ready; an empty text if it is
   */
  static Admin start(int port, Supplier<String> metrics, Supplier<String> notReady)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            answer(exchange, metrics, notReady);
          }
        });
    server.start();
    return new Admin(server);
  }

  private static void answer(
      HttpExchange exchange, Supplier<String> metrics, Supplier<String> notReady)
      throws IOException {
    if (!exchange.getRequestMethod().matches("GET|HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      send(exchange, 405, PLAIN, "GET or HEAD only\n");
      return;
    }
    switch (exchange.getRequestURI().getPath()) {
      case "/metrics" ->
          send(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", metrics.get());
      case "/healthz" -> send(exchange, 200, PLAIN, "ok\n");
      case "/readyz" -> {
        String why = notReady.get();
        send(exchange, why.isEmpty() ? 200 : 503, PLAIN, (why.isEmpty() ? "ok" : why) + "\n");
      }
      default -> send(exchange, 404, PLAIN, "/metrics, /healthz, /readyz\n");
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, isHead ? -1 : body.length);
    if (!isHead) {
      exchange.getResponseBody().write(body);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
