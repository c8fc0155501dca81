package io.github.quotary.domain.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.quotary.domain.watch.AlertSink.Delivery;
import io.github.quotary.simulator.domain.server.Endlessness;
import io.github.quotary.simulator.domain.server.HostileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WebhookTest {
  private static final byte[] KEY = "0123456789abcdef0123456789".getBytes(StandardCharsets.UTF_8);
  private static final Alert ALERT =
      Alert.numbered(
          0,
          World.START,
          World.NAME,
          AlertKind.CAA_CHANGE,
          Severity.FAILURE,
          "*.apps.example.net",
          "no records",
          "\u001b[31m\u202e",
          "the CAA records changed",
          Optional.empty());

  private final Deque<Integer> statuses = new ArrayDeque<>();
  private final List<Request> requests = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private HttpServer server;

  private record Request(Map<String, List<String>> headers, byte[] body) {
    String header(String name) {
      return headers.get(name).get(0);
    }
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    requests.add(
        new Request(
            Map.copyOf(exchange.getRequestHeaders()), exchange.getRequestBody().readAllBytes()));
    int status = statuses.isEmpty() ? 204 : statuses.remove();
    if (status == 302) {
      exchange.getResponseHeaders().set("Location", "/elsewhere");
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private Delivery deliver(Integer... answers) throws InterruptedException {
    statuses.addAll(List.of(answers));
    return webhook().deliver(ALERT);
  }

  private Webhook webhook() {
    return new Webhook(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook"),
        WebhookSecret.of(KEY),
        () -> World.START,
        pauses::add);
  }

  @Test
  void whatIsPostedIsSigned() throws Exception {
    assertEquals(Delivery.TAKEN, deliver());
    Request request = requests.get(0);
    assertEquals(AlertJson.line(ALERT), new String(request.body(), StandardCharsets.US_ASCII));
    assertEquals(ALERT.id(), request.header("Webhook-id"));
    assertEquals(Long.toString(World.START.getEpochSecond()), request.header("Webhook-timestamp"));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    mac.update((ALERT.id() + "." + World.START.getEpochSecond() + ".").getBytes("UTF-8"));
    assertEquals(
        "v1," + Base64.getEncoder().encodeToString(mac.doFinal(request.body())),
        request.header("Webhook-signature"));
    assertEquals("application/json", request.header("Content-type"));
  }

  @Test
  void theSpecificationsExampleHasItsSignature() {
    assertEquals(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSecret.of(
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n".getBytes(StandardCharsets.UTF_8))
            .signature(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330,
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void whatIsNotTakenIsTriedAgain() throws InterruptedException {
    assertEquals(Delivery.TAKEN, deliver(500, 429, 200));
    assertEquals(3, requests.size());
    assertEquals(1, requests.stream().map(r -> r.header("Webhook-id")).distinct().count());
    assertEquals(List.of(Duration.ofSeconds(1), Duration.ofSeconds(4)), pauses);
    assertEquals(Delivery.UNREACHABLE, deliver(503, 503, 503));
  }

  @Test
  void whatIsRefusedDoesNotHoldUpTheRest() throws InterruptedException {
    assertEquals(Delivery.REFUSED, deliver(400));
    assertEquals(1, requests.size());
  }

  @Test
  void redirectsAreNotFollowed() throws InterruptedException {
    assertEquals(Delivery.UNREACHABLE, deliver(302, 302, 302));
    assertEquals(3, requests.size());
  }

  @Test
  void anAbsentSinkIsUnreachable() throws InterruptedException {
    Webhook webhook = webhook();
    server.stop(0);
    assertEquals(Delivery.UNREACHABLE, webhook.deliver(ALERT));
  }

  /** An alert is taken by a status that came; an answer that does not end holds up nothing. */
  @ParameterizedTest
  @EnumSource
  @Timeout(60)
  void anEndlessAnswerEnds(Endlessness conduct) throws InterruptedException {
    try (HostileServer hostile = HostileServer.http(conduct)) {
      Webhook webhook =
          new Webhook(
              hostile.address().resolve("/hook"),
              WebhookSecret.of(KEY),
              () -> World.START,
              pauses::add,
              Duration.ofMillis(300));
      assertEquals(
          conduct == Endlessness.ENDLESS_BODY ? Delivery.TAKEN : Delivery.UNREACHABLE,
          webhook.deliver(ALERT));
      assertTrue(!conduct.isClosedByTheJdk() || hostile.isLeft(), "the connections are closed");
    }
  }

  @Test
  void secretsAreNeitherShortNorShown() {
    byte[] bad = "whsec_!!!secret!!!".getBytes(StandardCharsets.UTF_8);
    String message =
        assertThrows(IllegalArgumentException.class, () -> WebhookSecret.of(bad)).getMessage();
    assertFalse(message.contains("secret!"), message);
    assertTrue(message.contains("not base64"), message);
    assertThrows(IllegalArgumentException.class, () -> WebhookSecret.of(new byte[15]));
    assertEquals("a secret", WebhookSecret.of(KEY).toString());
  }
}
