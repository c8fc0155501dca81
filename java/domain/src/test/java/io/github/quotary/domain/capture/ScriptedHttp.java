package io.github.quotary.domain.capture;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A server on loopback with one status after the other; the last is repeated. */
final class ScriptedHttp implements AutoCloseable {
  private final HttpServer http;
  private final int[] statuses;
  private final Map<String, String> headers = new TreeMap<>();
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();
  private final Queue<String> authorizations = new ConcurrentLinkedQueue<>();
  private List<String> bodies = List.of();

  private ScriptedHttp(int... statuses) throws IOException {
    this.statuses = statuses.clone();
    this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::serve);
    http.start();
  }

  static ScriptedHttp of(int... statuses) throws IOException {
    return new ScriptedHttp(statuses);
  }

  /** Every answer has this header. */
  ScriptedHttp header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  ScriptedHttp body(String text) {
    return bodies(text);
  }

  /** One after the other; the last is repeated. */
  ScriptedHttp bodies(String... texts) {
    bodies = List.of(texts);
    return this;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/");
  }

  /** Paths and queries so far. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** Every value that the header Authorization had. */
  List<String> authorizations() {
    return List.copyOf(new TreeSet<>(authorizations));
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      int number = requests.size();
      requests.add(exchange.getRequestURI().toString());
      List<String> given = exchange.getRequestHeaders().get("Authorization");
      if (given != null) {
        authorizations.addAll(given);
      }
      int status = statuses[Math.min(number, statuses.length - 1)];
      headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      byte[] body = body(number, status).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private String body(int number, int status) {
    if (bodies.isEmpty()) {
      return status == 200 ? "[]" : "";
    }
    return bodies.get(Math.min(number, bodies.size() - 1));
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
