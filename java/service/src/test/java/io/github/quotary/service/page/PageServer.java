package io.github.quotary.service.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.quotary.crypto.Sha2;
import io.github.quotary.service.exchange.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.Map;

/** A service on the loopback interface that knows its answers by heart. */
final class PageServer implements AutoCloseable {
  private static final String KEPT = "genuine";
  private static final String LOG =
      """
      {"outcome":"mismatch","match":false,"registers":{"rtmr0":{"result":"matches","match":true,
      "computed":"%1$s","quoted":"%1$s","events":3},"rtmr3":{"result":"differs","match":false,
      "computed":"%1$s","quoted":"%1$s","events":9,"divergence":{"detail":"event 7 differs"}}},
      "proven":[{"register":"rtmr0","name":"compose-hash","payload":"00"}],"unproven":[]}
      """
          .formatted("5a".repeat(48));

  private final HttpServer server;

  private PageServer(HttpServer server) {
    this.server = server;
  }

  static PageServer start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", PageServer::answer);
    server.start();
    return new PageServer(server);
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String sent = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    if (path.equals("/")) {
      send(exchange, ServicePage.answer());
    } else if (path.startsWith("/v1/domains/")) {
      byte[] report = DomainAnswers.of(path.substring("/v1/domains/".length()));
      send(exchange, report == null ? problem(403) : Answer.json(200, report));
    } else if (path.startsWith("/v1/evidence/")) {
      send(exchange, evidence(path.substring("/v1/evidence/".length())));
    } else if (path.equals("/v1/replay")) {
      send(exchange, Answer.json(200, LOG));
    } else if (sent.equals("closed")) {
      exchange.close();
    } else if (!sent.equals("silent")) {
      String key = exchange.getRequestHeaders().getFirst("authorization");
      boolean isLocked = sent.equals("locked") && !"Bearer a key".equals(key);
      send(exchange, isLocked ? problem(401) : verification(sent));
    }
  }

  private static Answer verification(String sent) {
    if (sent.matches("[45]\\d\\d")) {
      return problem(Integer.parseInt(sent));
    }
    return switch (sent) {
      case "no json" -> new Answer(200, "text/html", Map.of(), "<p>".getBytes(UTF_8));
      case "locked" -> Answer.json(200, Answers.of("trusted"));
      case "no verdict" -> Answer.json(200, "{\"verdict\":\"FINE\"}");
      case KEPT ->
          new Answer(
              200, Answer.JSON, Map.of("location", "/v1/evidence/" + hash()), Answers.of(sent));
      default -> Answer.json(200, Answers.of(sent));
    };
  }

  private static Answer evidence(String hash) {
    return hash.equals(hash()) || hash.matches("0+")
        ? new Answer(200, "application/octet-stream", Map.of(), KEPT.getBytes(UTF_8))
        : problem(404);
  }

  private static String hash() {
    return HexFormat.of().formatHex(Sha2.sha256(KEPT.getBytes(UTF_8)));
  }

  private static Answer problem(int status) {
    return new Answer(
        status,
        "application/problem+json",
        status == 429 ? Map.of("retry-after", "30") : Map.of(),
        "{\"title\":\"Told by the server\",\"detail\":\"<b>why</b>\"}".getBytes(UTF_8));
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    exchange.getResponseHeaders().set("content-type", answer.contentType());
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(answer.status(), answer.body().length);
    exchange.getResponseBody().write(answer.body());
    exchange.close();
  }
}
