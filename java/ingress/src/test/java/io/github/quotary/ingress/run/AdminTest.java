package io.github.quotary.ingress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metrics and health, which a container's health depends on. */
class AdminTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private static Admin start(Duration limit) throws IOException {
    return Admin.start(0, () -> "m 1\n", () -> "no certificate yet", limit);
  }

  private static Socket connect(Admin admin) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), admin.port());
    socket.setSoTimeout(8_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String all(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }

  private static String ask(Admin admin, String request) throws IOException {
    try (Socket socket = connect(admin)) {
      send(socket, request.replace("|", "\r\n"));
      return all(socket);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET /healthz HTTP/1.0||, 200 OK, ok",
    "GET /healthz?x HTTP/1.1|Host: a||, 200 OK, ok",
    "HEAD /metrics HTTP/1.1|Host: a||, 200 OK, ''",
    "GET /metrics HTTP/1.1|Host: a||, 200 OK, m 1",
    "GET /readyz HTTP/1.1|Host: a||, 503 Service Unavailable, no certificate yet",
    "GET / HTTP/1.1|Host: a||, 404 Not Found, '/metrics, /healthz, /readyz'",
    "POST /metrics HTTP/1.1|Host: a||, 405 Method Not Allowed, GET or HEAD only",
    "GET /metrics||, 400 Bad Request, This is not a request",
    "\u0001||, 400 Bad Request, This is not a request"
  })
  void whatIsAskedForIsAnswered(String request, String status, String body) throws IOException {
    try (Admin admin = start(LONG)) {
      String answer = ask(admin, request);
      assertTrue(answer.startsWith("HTTP/1.1 " + status + "\r\n"), answer);
      assertEquals(body, answer.substring(answer.indexOf("\r\n\r\n") + 4).strip());
    }
  }

  @Test
  void aHeadWithoutEndIsRefused() throws IOException {
    try (Admin admin = start(LONG)) {
      String head = "GET /metrics HTTP/1.1\r\nX: ";
      String answer = ask(admin, head + "y".repeat(8192 - head.length()));
      assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    }
  }

  /** Else a probe that hangs would let the container count as ill. */
  @Test
  void clientsThatHangHinderNoOther() throws IOException {
    List<Socket> hanging = new ArrayList<>();
    try (Admin admin = start(LONG)) {
      for (int i = 0; i < 20; i++) {
        Socket socket = connect(admin);
        hanging.add(socket);
        send(socket, "G");
      }
      assertTrue(ask(admin, "GET /healthz HTTP/1.1||").startsWith("HTTP/1.1 200 "));
    } finally {
      for (Socket socket : hanging) {
        socket.close();
      }
    }
  }

  @Test
  void aClientThatHangsIsLetGo() throws IOException {
    try (Admin admin = start(Duration.ofMillis(100));
        Socket socket = connect(admin)) {
      send(socket, "GET /healthz HTTP/1.1\r\n");
      assertEquals("", all(socket));
    }
  }
}
