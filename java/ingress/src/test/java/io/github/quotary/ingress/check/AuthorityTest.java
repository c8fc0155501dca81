package io.github.quotary.ingress.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.github.quotary.ingress.check.Authority.Reply;
import io.github.quotary.simulator.domain.server.Endlessness;
import io.github.quotary.simulator.domain.server.HostileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AuthorityTest {
  private HttpServer server;
  private int status = 200;
  private String body = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Reply ask() {
    return Authority.ask(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/directory"),
        HttpClient.newHttpClient());
  }

  @Test
  void aDirectoryIsToldFromOtherAnswersAndBringsTheTime() {
    body = "{\"keyChange\":\"x\",\"meta\":{\"a\":[1,{}]},\"newOrder\":\"https://ca.example/o\"}";

    Reply.Reached reached = assertInstanceOf(Reply.Reached.class, ask());

    assertTrue(reached.time().isPresent());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | {}",
        "200 | []",
        "200 | <html>",
        "200 | {\"newOrder\":1",
        "404 | {\"newOrder\":1}",
        "302 | {\"newOrder\":1}",
        "503 | {\"newOrder\":1}"
      })
  void anythingElseIsNotOne(int code, String text) {
    status = code;
    body = text;

    assertInstanceOf(Reply.NotAcme.class, ask());
  }

  @Test
  void anAnswerThatIsTooLongIsNotOne() {
    body = " ".repeat(1 << 17) + "{\"newOrder\":1}";

    assertInstanceOf(Reply.NotAcme.class, ask());
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerThatDoesNotEndIsGivenUp(Endlessness conduct) throws InterruptedException {
    try (HostileServer hostile = HostileServer.http(conduct)) {
      Reply reply =
          Authority.ask(hostile.address(), HttpClient.newHttpClient(), Duration.ofMillis(300));
      if (conduct.isSlow()) {
        assertEquals(new Reply.Unreachable("no answer within 300 ms"), reply);
      }
      assertFalse(reply instanceof Reply.Reached, reply::toString);
      assertTrue(!conduct.isClosedByTheJdk() || hostile.isLeft(), "the connection is closed");
    }
  }

  @Test
  void nobodyThereIsNotAnAnswer() {
    server.stop(0);

    assertInstanceOf(Reply.Unreachable.class, ask());
  }

  @Test
  void anInterruptIsNotLost() {
    Thread.currentThread().interrupt();
    Reply reply = ask();
    assertTrue(Thread.interrupted());
    assertEquals(new Reply.Unreachable("the request was interrupted"), reply);
  }
}
