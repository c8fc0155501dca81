package io.github.quotary.simulator.domain.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A search service of Certificate Transparency over HTTP on the loopback interface: {@code
 * /?q=NAME&output=json} and {@code /?d=NUMBER}, as crt.sh has them, and {@code
 * /v1/issuances?domain=NAME}, page by page, as Cert Spotter has them. Thread-safe.
 */
public final class CtSearchServer implements AutoCloseable {
  private static final String ISSUANCES = "/v1/issuances";
  private static final String PAGE = "<html><body><h1>503 Service Unavailable</h1></body></html>";

  private final CtSearchPlan plan;
  private final Instant at;
  private final HttpServer http;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool(Listening::daemon);
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();

  private CtSearchServer(CtSearchPlan plan, Instant at) throws IOException {
    this.plan = plan;
    this.at = at;
    this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::serve);
    http.setExecutor(threads);
    http.start();
  }

  public static CtSearchServer start(CtSearchPlan plan, Instant at) {
    try {
      return new CtSearchServer(plan, at);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it is, with a slash at the end. */
  public URI address() {
    return URI.create(
        "http://"
            + http.getAddress().getAddress().getHostAddress()
            + ":"
            + http.getAddress().getPort()
            + "/");
  }

  /** Where it answers as Cert Spotter does. */
  public URI issuancesAddress() {
    return address().resolve(ISSUANCES);
  }

  /** Queries so far, in the order of their arrival. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(exchange.getRequestURI().getRawQuery());
      Map<String, String> query = query(exchange.getRequestURI());
      switch (plan.fault()) {
        case UNAVAILABLE -> {
          exchange.getResponseHeaders().add("Retry-After", "3600");
          send(exchange, 503, "text/html", PAGE);
        }
        case ERROR_PAGE -> send(exchange, 200, "text/html", PAGE);
        case STALLING -> stall(exchange);
        default -> answer(exchange, query);
      }
    }
  }

  private void answer(HttpExchange exchange, Map<String, String> query) throws IOException {
    if (exchange.getRequestURI().getPath().equals(ISSUANCES)) {
      boolean below = query.getOrDefault("include_subdomains", "false").equals("true");
      String page =
          plan.issuances(
              at,
              query.getOrDefault("domain", ""),
              below,
              Integer.parseInt(query.getOrDefault("after", "0")));
      send(exchange, 200, "application/json", page);
      return;
    }
    if (query.containsKey("q")) {
      send(exchange, 200, "application/json", plan.json(at, query.getOrDefault("q", "")));
      return;
    }
    Optional<String> certificate = plan.certificate(Integer.parseInt(query.getOrDefault("d", "0")));
    if (certificate.isPresent()) {
      send(exchange, 200, "application/pkix-cert", certificate.get());
    } else {
      send(exchange, 404, "text/html", PAGE);
    }
  }

  private void stall(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 2L * PAGE.length());
    exchange.getResponseBody().write(PAGE.getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static Map<String, String> query(URI uri) {
    return Arrays.stream(String.valueOf(uri.getRawQuery()).split("&"))
        .map(part -> part.split("=", 2))
        .filter(part -> part.length == 2)
        .collect(
            Collectors.toMap(
                part -> part[0],
                part -> URLDecoder.decode(part[1], StandardCharsets.UTF_8),
                (first, last) -> last));
  }

  @Override
  public void close() {
    closed.countDown();
    http.stop(0);
    threads.shutdownNow();
  }
}
