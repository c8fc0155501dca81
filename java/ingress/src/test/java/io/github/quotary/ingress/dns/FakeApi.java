package io.github.quotary.ingress.dns;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A provider's API on a loopback port; answers that were planned come before its own. */
final class FakeApi implements AutoCloseable {
  private final HttpServer server;
  private final Deque<Planned> planned = new ArrayDeque<>();
  private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
  private Function<Request, Reply> play = request -> new Reply(404, "application/json", "{}");

  FakeApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  /** What came in. */
  record Request(
      String method,
      String path,
      Map<String, String> query,
      String target,
      Map<String, List<String>> headers,
      String body) {
    String line() {
      return method + " " + target;
    }

    Map<String, String> form() {
      return FakeApi.query(body);
    }
  }

  /** What goes out. */
  record Reply(int status, String type, String body, Map<String, String> headers) {
    Reply(int status, String type, String body) {
      this(status, type, body, Map.of());
    }

    static Reply json(int status, String body) {
      return new Reply(status, "application/json", body.replace('\'', '"'));
    }

    static Reply html(int status) {
      return new Reply(status, "text/html", "<html><body>Sorry</body></html>");
    }
  }

  /** An answer, and whether the request has its effect nevertheless. */
  private record Planned(String lineStart, Reply reply, boolean takesEffect) {}

  void play(Function<Request, Reply> function) {
    play = function;
  }

  /** The next request whose line begins so is answered so, and has no effect. */
  void next(String lineStart, Reply reply) {
    planned.add(new Planned(lineStart, reply, false));
  }

  /** The next request whose line begins so has its effect, and is answered so. */
  void nextAfterEffect(String lineStart, Reply reply) {
    planned.add(new Planned(lineStart, reply, true));
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  List<String> lines() {
    return requests().stream().map(Request::line).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      URI uri = exchange.getRequestURI();
      Request request =
          new Request(
              exchange.getRequestMethod(),
              uri.getPath(),
              query(uri.getRawQuery() == null ? "" : uri.getRawQuery()),
              uri.toString(),
              Map.copyOf(exchange.getRequestHeaders()),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      requests.add(request);
      Reply reply = reply(request);
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", reply.type());
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private synchronized Reply reply(Request request) {
    Planned first = planned.peek();
    if (first == null || !request.line().startsWith(first.lineStart())) {
      return play.apply(request);
    }
    planned.remove();
    if (first.takesEffect()) {
      play.apply(request);
    }
    return first.reply();
  }

  static Map<String, String> query(String text) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : text.split("&")) {
      int equal = pair.indexOf('=');
      if (equal > 0) {
        query.put(
            pair.substring(0, equal),
            URLDecoder.decode(pair.substring(equal + 1), StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** A clock that moves by pauses alone, which it remembers. */
  static final class Time implements InstantSource {
    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = Instant.parse("2026-06-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    List<Duration> pauses() {
      return pauses;
    }

    Retries retries() {
      return Retries.usual(
          this,
          time -> {
            pauses.add(time);
            now = now.plus(time);
          });
    }
  }
}
